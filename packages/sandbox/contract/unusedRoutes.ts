import { Router } from 'express';

import { Exchange } from './GitHubDescription';

type Layer = {
  regexp: RegExp;
  route?: { path: string; methods: Record<string, boolean> };
};

/** Which of a router's routes none of the requests reached. */
export function unusedRoutes(
  router: Router,
  exchanges: readonly Exchange[],
): string[] {
  const layers = (router.stack as unknown as Layer[]).filter(
    layer => layer.route,
  );
  const name = (layer: Layer) =>
    `${Object.keys(layer.route!.methods).join()} ${layer.route!.path}`;
  const unused = new Set(layers.map(name));
  for (const { method, path } of exchanges) {
    const [pathname] = path.split('?');
    const hit = layers.find(
      layer =>
        layer.route!.methods[method.toLowerCase()] &&
        layer.regexp.test(pathname),
    );
    if (hit) {
      unused.delete(name(hit));
    }
  }
  return [...unused];
}
