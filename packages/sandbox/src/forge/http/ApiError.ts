import { Schemas } from './schemas';

/** Where GitHub's error bodies send the reader. */
export const DOCUMENTATION_URL = 'https://docs.github.com/rest';

/** One entry of a 422's `errors`. */
export type ValidationProblem = {
  resource: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  field?: string;
  message?: string;
  value?: string;
};

/** An answer that tells the caller what is wrong, in GitHub's words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: ValidationProblem[],
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** The answer's body. */
  toBody(): Schemas['basic-error'] & { errors?: ValidationProblem[] } {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      documentation_url: DOCUMENTATION_URL,
      status: String(this.status),
    };
  }
}

/** 404, also for what the caller may not see. */
export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

/** 422 with the problems that make it so. */
export function validationFailed(...errors: ValidationProblem[]): ApiError {
  return new ApiError(422, 'Validation Failed', errors);
}

/** 422 of the Git data API, which has a sentence and no list of problems. */
export function unprocessable(message: string): ApiError {
  return new ApiError(422, message);
}

/** 409 */
export function conflict(message: string): ApiError {
  return new ApiError(409, message);
}
