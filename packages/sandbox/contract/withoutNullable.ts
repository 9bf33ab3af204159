/**
 * Rewrites OpenAPI 3.0's `nullable` as a choice, because Ajv takes it only
 * beside a `type`, and GitHub also writes it beside `anyOf`, `allOf` and `enum`.
 */
export function withoutNullable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNullable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { nullable, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest).map(([name, inner]) => [
    name,
    withoutNullable(inner),
  ]);
  const schema: Record<string, unknown> = Object.fromEntries(entries);
  if (nullable === true) {
    return { anyOf: [schema, { type: 'null' }] };
  }
  // A property may itself be called so.
  return typeof nullable === 'object'
    ? { ...schema, nullable: withoutNullable(nullable) }
    : schema;
}
