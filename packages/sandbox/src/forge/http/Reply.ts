import { ApiCall } from './ApiCall';

/** What a handler answers. */
export type Reply<T> = {
  status: number;
  body?: T;
  headers?: Record<string, string>;
  /** Sent instead of the body, as it is. */
  raw?: { contentType: string; content: Buffer | string };
};

/** 200 */
export function ok<T>(body: T): Reply<T> {
  return { status: 200, body };
}

/** 201 with the place of what was made. */
export function created<T extends { url: string }>(body: T): Reply<T> {
  return { status: 201, body, headers: { location: body.url } };
}

/** 204 */
export function noContent(): Reply<undefined> {
  return { status: 204 };
}

/** 302 */
export function redirect(location: string): Reply<undefined> {
  return { status: 302, headers: { location } };
}

/** 200 with another media type than JSON. */
export function raw(
  content: Buffer | string,
  contentType: string,
): Reply<never> {
  return { status: 200, raw: { contentType, content } };
}

/** Which part of a list a call asks for. */
export type Page<T> = { items: T[]; headers: Record<string, string> };

/** Cuts the asked page out of a list and writes its Link header. */
export function cut<T>(call: ApiCall, all: readonly T[]): Page<T> {
  const number = (name: string) => Math.floor(Number(call.query[name]) || 0);
  const asked = number('per_page');
  const size = asked < 1 ? 30 : Math.min(asked, 100);
  const page = Math.max(number('page'), 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  const link = (target: number, rel: string) => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(target));
    return `<${url}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** 200 with one page of a list. */
export async function paged<T, U>(
  call: ApiCall,
  all: readonly T[],
  present: (item: T) => U | Promise<U>,
): Promise<Reply<U[]>> {
  const { items, headers } = cut(call, all);
  return { status: 200, body: await Promise.all(items.map(present)), headers };
}
