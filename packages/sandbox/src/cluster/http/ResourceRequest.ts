import { apiVersionOf, Kind } from '../kinds/Kind';
import { badRequest } from '../model/ApiError';
import { KubernetesObject } from '../model/KubernetesObject';
import { Propagation } from '../rules/prepareDelete';
import { WriteOptions } from '../rules/ObjectApi';
import { parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import { chooseRepresentation, Representation } from './representation';
import { RequestBody } from './readBody';
import { ResourcePath } from './requestPath';

/** A request for objects of a kind, with its parameters understood. */
export class ResourceRequest {
  readonly representation: Representation;

  constructor(
    readonly method: string,
    readonly kind: Kind,
    readonly path: ResourcePath,
    readonly query: URLSearchParams,
    readonly headers: { accept?: string; userAgent?: string },
    readonly body: RequestBody,
  ) {
    this.representation = chooseRepresentation(
      headers.accept,
      kind,
      path.version,
    );
  }

  /** `apps/v1` */
  get apiVersion(): string {
    return apiVersionOf(this.path.group, this.path.version);
  }

  /** The object that the address names. */
  get key(): { namespace?: string; name: string } {
    return { namespace: this.path.namespace, name: this.path.name ?? '' };
  }

  /** A parameter that says yes. */
  flag(name: string): boolean {
    const value = this.query.get(name);
    return value !== null && value !== 'false' && value !== '0';
  }

  /**
   * A parameter that is a whole number.
   *
   * @throws ApiError 400 when it is something else
   */
  number(name: string): number | undefined {
    const text = this.query.get(name);
    if (!text) {
      return undefined;
    }
    if (!/^\d+$/.test(text)) {
      throw badRequest(`${name}: Invalid value: "${text}": it is no number`);
    }
    return Number(text);
  }

  /** A text parameter; an empty one says nothing. */
  text(name: string): string | undefined {
    return this.query.get(name) || undefined;
  }

  /** Which objects the selectors and the address mean. */
  selection(): {
    matches(object: KubernetesObject): boolean;
    isFiltered: boolean;
  } {
    const { namespace, name } = this.path;
    const labelText = this.query.get('labelSelector') ?? '';
    const fieldText = this.query.get('fieldSelector') ?? '';
    const labels = parseLabelSelector(labelText);
    const fields = parseFieldSelector(fieldText, this.kind);
    return {
      isFiltered: Boolean(labelText || fieldText || name),
      matches: object =>
        (namespace === undefined || object.metadata.namespace === namespace) &&
        (name === undefined || object.metadata.name === name) &&
        labels(object.metadata.labels ?? {}) &&
        fields(object),
    };
  }

  /** Who writes and how. */
  writeOptions(operation: 'Apply' | 'Update'): WriteOptions {
    return {
      manager: {
        name: this.text('fieldManager') ?? this.defaultManager(),
        operation,
        apiVersion: this.apiVersion,
        subresource: this.path.subresource,
      },
      dryRun: this.isDryRun(this.query.getAll('dryRun')),
    };
  }

  /**
   * Whether nothing is to be stored.
   *
   * @throws ApiError 400 for anything but `All`
   */
  isDryRun(values: readonly string[]): boolean {
    const given = values.filter(value => value !== '');
    if (given.some(value => value !== 'All')) {
      throw badRequest(
        `dryRun: Unsupported value: "${given}": supported values: "All"`,
      );
    }
    return given.length > 0;
  }

  /** The `propagationPolicy` parameter. */
  propagation(value: string | undefined): Propagation | undefined {
    if (
      value === undefined ||
      value === 'Background' ||
      value === 'Foreground' ||
      value === 'Orphan'
    ) {
      return value;
    }
    throw badRequest(
      `propagationPolicy: Unsupported value: "${value}": supported values: "Foreground", "Background", "Orphan"`,
    );
  }

  /** As Kubernetes does: the user agent up to its first slash. */
  private defaultManager(): string {
    return this.headers.userAgent?.split('/')[0].slice(0, 128) || 'unknown';
  }
}
