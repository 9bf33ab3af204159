import { badRequest } from '../model/ApiError';
import { isJsonObject } from '../model/json';

/** Tells whether an object's labels are meant. */
export type LabelMatcher = (labels: { [key: string]: string }) => boolean;

const SET_REQUIREMENT = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const COMPARISON = /^([^\s!=<>]+)\s*(==|=|!=|<|>)\s*([^\s!=<>]*)$/;
const EXISTENCE = /^(!)?\s*([^\s!=<>(),]+)$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * Reads the `labelSelector` parameter: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 *
 * @throws ApiError 400 when it cannot be read
 */
export function parseLabelSelector(text: string): LabelMatcher {
  const requirements = splitRequirements(text).map(parseRequirement);
  return labels => requirements.every(matches => matches(labels));
}

/** Reads the selector of an object: `{ matchLabels, matchExpressions }`. Nothing said matches all. */
export function objectSelector(selector: unknown): LabelMatcher {
  const { matchLabels, matchExpressions } = isJsonObject(selector)
    ? selector
    : { matchLabels: undefined, matchExpressions: undefined };
  const wanted = isJsonObject(matchLabels) ? Object.entries(matchLabels) : [];
  const expressions = Array.isArray(matchExpressions)
    ? matchExpressions.filter(isJsonObject).map(expression => {
        const values = Array.isArray(expression.values)
          ? expression.values.map(String)
          : [];
        return requirement(
          String(expression.operator).toLowerCase(),
          String(expression.key),
          values,
        );
      })
    : [];
  return labels =>
    wanted.every(([key, value]) => labels[key] === value) &&
    expressions.every(matches => matches(labels));
}

function splitRequirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseRequirement(text: string): LabelMatcher {
  const set = SET_REQUIREMENT.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return requirement(set[2], checkedKey(set[1], text), values);
  }
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const key = checkedKey(comparison[1], text);
    return requirement(comparison[2], key, [comparison[3]]);
  }
  const existence = EXISTENCE.exec(text);
  if (existence) {
    const key = checkedKey(existence[2], text);
    return requirement(existence[1] ? 'doesnotexist' : 'exists', key, []);
  }
  throw badRequest(
    `unable to parse requirement: found '${text}', expected: a label requirement`,
  );
}

function requirement(
  operator: string,
  key: string,
  values: string[],
): LabelMatcher {
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return labels => key in labels && values.includes(labels[key]);
    // Kubernetes counts an absent label as different from every value.
    case '!=':
    case 'notin':
      return labels => !(key in labels && values.includes(labels[key]));
    case 'exists':
      return labels => key in labels;
    case 'doesnotexist':
      return labels => !(key in labels);
    case '>':
      return labels => Number(labels[key]) > Number(values[0]);
    case '<':
      return labels => Number(labels[key]) < Number(values[0]);
    default:
      throw badRequest(`"${operator}" is not a valid label selector operator`);
  }
}

function checkedKey(key: string, requirementText: string): string {
  if (!LABEL_KEY.test(key)) {
    throw badRequest(
      `unable to parse requirement: "${requirementText}": "${key}" is not a valid label key`,
    );
  }
  return key;
}
