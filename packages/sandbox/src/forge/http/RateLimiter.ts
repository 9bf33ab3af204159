import { Schemas } from './schemas';

const WINDOW_SECONDS = 3600;

type Window = { used: number; reset: number };

/** Counts requests per caller and hour, as GitHub does. */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();

  /** @param limit - requests per caller and hour */
  constructor(private readonly limit: number) {}

  /** Where a caller stands. */
  state(caller: string): Schemas['rate-limit'] {
    const { used, reset } = this.window(caller);
    return {
      limit: this.limit,
      used,
      remaining: Math.max(this.limit - used, 0),
      reset,
    };
  }

  /** Whether the caller may ask something. */
  allows(caller: string): boolean {
    return this.window(caller).used < this.limit;
  }

  /** Counts one request. */
  count(caller: string): void {
    this.window(caller).used += 1;
  }

  private window(caller: string): Window {
    const now = Math.floor(Date.now() / 1000);
    const current = this.windows.get(caller);
    if (current && current.reset > now) {
      return current;
    }
    const fresh = { used: 0, reset: now + WINDOW_SECONDS };
    this.windows.set(caller, fresh);
    return fresh;
  }
}
