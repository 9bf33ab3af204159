/**
 * Whether labels meet a selector, as Kubernetes writes it:
 * `a`, `!a`, `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, by commas.
 *
 * @throws for what is none of these.
 */
export function matchesSelector(
  selector: string | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  return splitRequirements(selector ?? '').every(requirement =>
    meets(requirement, labels),
  );
}

/** Commas between parentheses part values, not requirements. */
function splitRequirements(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(requirement => requirement.trim())
    .filter(Boolean);
}

const SET = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/;
const EXISTENCE = /^(!?)([^\s=!()]+)$/;

function meets(
  requirement: string,
  labels: Readonly<Record<string, string>>,
): boolean {
  const existence = EXISTENCE.exec(requirement);
  if (existence) {
    const [, not, key] = existence;
    return key in labels === (not === '');
  }
  const equality = EQUALITY.exec(requirement);
  if (equality) {
    const [, key, operator, value] = equality;
    return (labels[key] === value) === (operator !== '!=');
  }
  const set = SET.exec(requirement);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    const isIn = key in labels && values.includes(labels[key]);
    return isIn === (operator === 'in');
  }
  throw new Error(`"${requirement}" is not a label selector.`);
}
