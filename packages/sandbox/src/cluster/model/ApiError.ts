import { JsonObject } from './KubernetesObject';

/** One entry of `details.causes` of a Status. */
export type StatusCause = { reason: string; message: string; field?: string };

/** A Kubernetes `Status` object, the body of every failure. */
export type Status = {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: JsonObject;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: JsonObject;
  code?: number;
};

/** A failure that is answered as a Kubernetes `Status`. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    readonly code: number,
    reason: string,
    message: string,
    options: { details?: JsonObject; metadata?: JsonObject } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: options.metadata ?? {},
      status: 'Failure',
      message,
      reason,
      details: options.details,
      code,
    };
  }
}

/** 400: the request itself makes no sense. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 404 of an object; `resource` is written as Kubernetes prints it, `deployments.apps`. */
export function notFound(resource: string, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${resource} "${name}" not found`, {
    details: resourceDetails(resource, name),
  });
}

/** 409 of a create. */
export function alreadyExists(resource: string, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${resource} "${name}" already exists`,
    { details: resourceDetails(resource, name) },
  );
}

/** 409 of a write that was based on another version or object. */
export function conflict(
  resource: string,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource} "${name}": ${why}`,
    { details: resourceDetails(resource, name) },
  );
}

/** What Kubernetes says when `resourceVersion` of an update is not the current one. */
export const MODIFIED_MEANWHILE =
  'the object has been modified; please apply your changes to the latest version and try again';

/** 403: understood and refused. */
export function forbidden(
  resource: string,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `${resource} "${name}" is forbidden: ${why}`,
    { details: resourceDetails(resource, name) },
  );
}

/** 422: the object breaks a rule; each cause names a field. */
export function invalid(
  kind: { kind: string; group: string },
  name: string,
  causes: Required<StatusCause>[],
): ApiError {
  const said = causes.map(cause => `${cause.field}: ${cause.message}`);
  const list = said.length === 1 ? said[0] : `[${said.join(', ')}]`;
  const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  return new ApiError(
    422,
    'Invalid',
    `${qualified} "${name}" is invalid: ${list}`,
    {
      details: {
        name,
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.kind,
        causes,
      },
    },
  );
}

/** 410: the version asked for has left the window of history. */
export function expired(message: string, metadata?: JsonObject): ApiError {
  return new ApiError(410, 'Expired', message, { metadata });
}

function resourceDetails(resource: string, name: string): JsonObject {
  const [plural, ...group] = resource.split('.');
  return {
    name,
    ...(group.length ? { group: group.join('.') } : {}),
    kind: plural,
  };
}
