import { readFile } from 'node:fs/promises';

import { Document, OpenAPIValidator } from 'openapi-backend';

import { withoutNullable } from './withoutNullable';

/** A request and its answer, as they went over the wire. */
export type Exchange = {
  method: string;
  /** The path with its placeholders, as octokit knows it. */
  template: string;
  /** The path and query that were really asked for. */
  path: string;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
};

/** What every operation may answer, though few say so. */
const GENERAL_STATUSES = new Set([304, 401, 403, 404]);

const ERROR_BODY = ['message', 'documentation_url'];

/**
 * Whether the last part of the path is empty, as that of a repository's root
 * folder; the description's router cannot match such a path.
 */
function lacksLastPart({ path, template }: Exchange): boolean {
  return path.split('/').length < template.split('/').length;
}

/** GitHub's own description of its API, cut to what is asked of it. */
export class GitHubDescription {
  private readonly validators = new Map<string, OpenAPIValidator>();

  private constructor(private readonly document: Document) {}

  /** Reads the description, whose references are resolved already. */
  static async read(file: string): Promise<GitHubDescription> {
    return new GitHubDescription(JSON.parse(await readFile(file, 'utf8')));
  }

  /** Whether GitHub has a path at all. */
  has(template: string): boolean {
    return this.document.paths?.[template] !== undefined;
  }

  /** What in an exchange is not as GitHub describes it. */
  problemsOf(exchange: Exchange): string[] {
    const operation = this.operationOf(exchange);
    if (!operation) {
      return [`GitHub has no ${exchange.method} ${exchange.template}`];
    }
    return [
      ...this.requestProblems(exchange, operation),
      ...this.responseProblems(exchange, operation),
    ];
  }

  private operationOf({ method, template }: Exchange): string | undefined {
    const path = this.document.paths?.[template];
    const operation = path?.[method.toLowerCase() as 'get'];
    return operation?.operationId;
  }

  private validatorFor(template: string): OpenAPIValidator {
    const known = this.validators.get(template);
    if (known) {
      return known;
    }
    const validator = new OpenAPIValidator({
      definition: {
        ...this.document,
        servers: [],
        paths: { [template]: withoutNullable(this.document.paths?.[template]) },
      } as Document,
      lazyCompileValidators: true,
      coerceTypes: true,
      ajvOpts: { strict: false, validateFormats: false, allErrors: true },
    });
    this.validators.set(template, validator);
    return validator;
  }

  private requestProblems(exchange: Exchange, operation: string): string[] {
    // A request that is meant to be refused need not be right.
    if (exchange.status >= 400 || lacksLastPart(exchange)) {
      return [];
    }
    const { errors } = this.validatorFor(exchange.template).validateRequest(
      {
        method: exchange.method,
        path: exchange.path,
        headers: { 'content-type': 'application/json' },
        // octokit sends an empty text where there is no body.
        body: exchange.requestBody || undefined,
      },
      operation,
    );
    return (errors ?? []).map(
      error => `request${error.instancePath} ${error.message}`,
    );
  }

  private responseProblems(exchange: Exchange, operation: string): string[] {
    const { template, status, responseBody } = exchange;
    const path = this.document.paths?.[template];
    const described = path?.[exchange.method.toLowerCase() as 'get'];
    if (!described?.responses?.[status] && !GENERAL_STATUSES.has(status)) {
      return [`GitHub never answers ${status} here`];
    }
    if (status >= 400) {
      return ERROR_BODY.filter(field => !(field in Object(responseBody))).map(
        field => `the error has no ${field}`,
      );
    }
    if (status === 204 || status === 304 || typeof responseBody !== 'object') {
      return [];
    }
    const { errors } = this.validatorFor(template).validateResponse(
      responseBody,
      operation,
      status,
    );
    return (errors ?? []).map(
      error => `response${error.instancePath} ${error.message}`,
    );
  }
}
