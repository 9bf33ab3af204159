import { expect } from '@playwright/test';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { portalUnderTest } from './portal';

/** A scaffolder task when it is over. */
export type FinishedTask = {
  status: string;
  output: Record<string, string>;
  /** The error's message; empty when it went well. */
  error: string;
};

/** Talks to the portal as a guest, by HTTP alone. */
export class BackstageClient {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signInAsGuest(): Promise<BackstageClient> {
    const { portalUrl } = portalUnderTest();
    const response = await fetch(`${portalUrl}/api/auth/guest/refresh`, {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok) {
      throw new Error(`Guest sign-in answered ${response.status}`);
    }
    const body = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return new BackstageClient(portalUrl, body.backstageIdentity.token);
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    return await fetch(`${this.url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  }

  /** The status of one micro-app; nothing while there is none of that name. */
  async app(name: string): Promise<MicroAppStatus | undefined> {
    const response = await this.request(`/api/microapps/apps/${name}`);
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw new Error(`GET /apps/${name} answered ${response.status}`);
    }
    return (await response.json()) as MicroAppStatus;
  }

  /** @param path - kind, namespace and name, with slashes between */
  async hasEntity(path: string): Promise<boolean> {
    return (await this.request(`/api/catalog/entities/by-name/${path}`)).ok;
  }

  /** Sends a template's form; gives the task's id. */
  async startTask(
    template: string,
    values: Record<string, unknown>,
  ): Promise<string> {
    const response = await this.request('/api/scaffolder/v2/tasks', {
      method: 'POST',
      body: JSON.stringify({
        templateRef: `template:default/${template}`,
        values,
      }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(text);
    }
    return (JSON.parse(text) as { id: string }).id;
  }

  /** Sends a template's form and waits until its task is over. */
  async sendAndWait(
    template: string,
    values: Record<string, unknown>,
  ): Promise<FinishedTask> {
    const id = await this.startTask(template, values);
    let finished: FinishedTask | undefined;
    await expect
      .poll(
        async () => {
          finished = await this.finishedTask(id);
          return finished;
        },
        { timeout: 120_000 },
      )
      .toBeTruthy();
    return finished!;
  }

  /** The task, when it is over; nothing while it runs. */
  async finishedTask(id: string): Promise<FinishedTask | undefined> {
    const task = (await (
      await this.request(`/api/scaffolder/v2/tasks/${id}`)
    ).json()) as { status: string };
    if (!['completed', 'failed', 'cancelled'].includes(task.status)) {
      return undefined;
    }
    const events = (await (
      await this.request(`/api/scaffolder/v2/tasks/${id}/events`)
    ).json()) as {
      type: string;
      body: { output?: Record<string, string>; error?: { message: string } };
    }[];
    const completion = events.find(({ type }) => type === 'completion');
    return {
      status: task.status,
      output: completion?.body.output ?? {},
      error: completion?.body.error?.message ?? '',
    };
  }
}
