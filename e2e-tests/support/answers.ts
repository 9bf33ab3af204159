/** What a maker fills in for "Basic web app", apart from the name. */
export function basicWebApp(name: string, title = 'Spring event sign-up') {
  return {
    name,
    title,
    owner: 'group:default/marketing',
    contact: 'events@acme.example',
    costCenter: 'CC-1234',
    visibility: 'internal',
    expiresAt: inDays(30),
    image: 'ghcr.io/acme/event:1.4.2',
    size: 'small',
    replicas: 1,
  };
}

/** What a maker fills in for "Web service", the template with a Helm chart. */
export function webService(name: string, title: string) {
  return { ...basicWebApp(name, title), healthPath: '/healthz' };
}

/** The calendar day so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
