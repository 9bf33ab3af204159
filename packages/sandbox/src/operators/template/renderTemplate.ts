import type { Expression } from './parseExpression';
import { parseTemplate, type Delimiters, type Node } from './parseTemplate';
import {
  isEmpty,
  printed,
  templateFunctions,
  type TemplateFunction,
} from './templateFunctions';

/** How a template is rendered. */
export type RenderOptions = {
  /** `{{` and `}}` when absent. */
  delimiters?: Delimiters;
  /** A key that is missing is an error, as with `missingkey=error`. */
  strict?: boolean;
  /** Functions beside the usual ones. */
  functions?: Record<string, TemplateFunction>;
};

const GO_DELIMITERS: Delimiters = { open: '{{', close: '}}' };

type Scope = { dot: unknown; variables: Map<string, unknown> };

class Renderer {
  private readonly functions: Record<string, TemplateFunction>;

  constructor(private readonly options: RenderOptions) {
    this.functions = { ...templateFunctions, ...options.functions };
  }

  nodes(nodes: Node[], scope: Scope): string {
    return nodes.map(node => this.node(node, scope)).join('');
  }

  private node(node: Node, scope: Scope): string {
    switch (node.type) {
      case 'text':
        return node.text;
      case 'print':
        return printed(this.value(node.value, scope));
      case 'assign':
        scope.variables.set(node.name, this.value(node.value, scope));
        return '';
      case 'if':
        return this.nodes(
          isEmpty(this.value(node.condition, scope))
            ? node.otherwise
            : node.then,
          scope,
        );
      case 'with': {
        const dot = this.value(node.value, scope);
        return isEmpty(dot)
          ? this.nodes(node.otherwise, scope)
          : this.nodes(node.then, { ...scope, dot });
      }
      case 'range':
        return this.range(node, scope);
      default:
        throw new Error('unreachable');
    }
  }

  private range(node: Extract<Node, { type: 'range' }>, scope: Scope): string {
    const over = this.value(node.over, scope);
    const entries: [unknown, unknown][] = Array.isArray(over)
      ? over.map((item, at) => [at, item])
      : Object.entries(over ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) {
      return this.nodes(node.otherwise, scope);
    }
    return entries
      .map(([key, item]) => {
        const variables = new Map(scope.variables);
        if (node.key) {
          variables.set(node.key, key);
        }
        if (node.item) {
          variables.set(node.item, item);
        }
        return this.nodes(node.body, { dot: item, variables });
      })
      .join('');
  }

  private value(expression: Expression, scope: Scope): unknown {
    switch (expression.type) {
      case 'literal':
        return expression.value;
      case 'dot':
        return scope.dot;
      case 'variable': {
        if (!scope.variables.has(expression.name)) {
          throw new Error(`undefined variable ${expression.name}`);
        }
        return scope.variables.get(expression.name);
      }
      case 'fields':
        return this.fields(this.value(expression.of, scope), expression.path);
      case 'call':
        return this.call(
          expression.name,
          expression.args.map(arg => this.value(arg, scope)),
        );
      case 'pipe':
        return this.pipe(expression.stages, scope);
      default:
        throw new Error('unreachable');
    }
  }

  private pipe([first, ...others]: Expression[], scope: Scope): unknown {
    return others.reduce((value, stage) => {
      if (stage.type !== 'call') {
        throw new Error('only a function can stand behind "|"');
      }
      const args = stage.args.map(arg => this.value(arg, scope));
      return this.call(stage.name, [...args, value]);
    }, this.value(first, scope));
  }

  private call(name: string, args: unknown[]): unknown {
    if (!Object.hasOwn(this.functions, name)) {
      throw new Error(`function "${name}" not defined`);
    }
    return this.functions[name](...args);
  }

  private fields(of: unknown, path: string[]): unknown {
    let value = of;
    for (const key of path) {
      const found =
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, key);
      if (!found && this.options.strict) {
        throw new Error(`map has no entry for key "${key}"`);
      }
      value = found ? (value as Record<string, unknown>)[key] : undefined;
    }
    return value;
  }
}

/**
 * Renders a template text.
 *
 * @throws Error with the sentence of what is unknown or missing.
 */
export function renderTemplate(
  template: string,
  data: unknown,
  options: RenderOptions = {},
): string {
  const nodes = parseTemplate(template, options.delimiters ?? GO_DELIMITERS);
  return new Renderer(options).nodes(nodes, {
    dot: data,
    variables: new Map([['$', data]]),
  });
}

/** Renders every text in a tree, keys too: how both operators treat an object. */
export function renderTree<T>(
  tree: T,
  data: unknown,
  options: RenderOptions = {},
): T {
  const open = (options.delimiters ?? GO_DELIMITERS).open;
  const render = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.includes(open)
        ? renderTemplate(value, data, options)
        : value;
    }
    if (Array.isArray(value)) {
      return value.map(render);
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          render(key) as string,
          render(inner),
        ]),
      );
    }
    return value;
  };
  return render(tree) as T;
}
