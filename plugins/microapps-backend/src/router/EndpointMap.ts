import type { MicroAppsApi } from '@microapps/plugin-microapps-common';

type Method = 'get' | 'post' | 'put' | 'delete';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

type ParametersIn<
  Operation,
  Place extends 'query' | 'path',
> = Operation extends { parameters: { [P in Place]?: infer Parameters } }
  ? NonNullable<Parameters>
  : never;

type Endpoint<Operation> = {
  query: ParametersIn<Operation, 'query'>;
  path: ParametersIn<Operation, 'path'>;
  response: Operation extends { responses: infer Responses }
    ? Json<Responses[keyof Responses]>
    : never;
};

/** What is there to be asked at a path: only methods that the document has. */
type MethodOf<Path extends keyof MicroAppsApi> = {
  [M in Method]: MicroAppsApi[Path] extends { [K in M]: { responses: unknown } }
    ? M
    : never;
}[Method];

type EndpointsAt<Path extends keyof MicroAppsApi> = {
  [M in MethodOf<Path> as `#${M extends 'delete'
    ? '_delete'
    : M}|${Path}`]: Endpoint<MicroAppsApi[Path][M]>;
};

type UnionToIntersection<U> = (
  U extends unknown ? (each: U) => void : never
) extends (all: infer I) => void
  ? I
  : never;

/**
 * The OpenAPI document's types in the shape that Backstage's typed router
 * takes, so that a route that the document does not have, or an answer of
 * another shape, does not compile.
 */
export type EndpointMap = UnionToIntersection<
  { [Path in keyof MicroAppsApi]: EndpointsAt<Path> }[keyof MicroAppsApi]
>;
