import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parametersSchema } from './templateForm';
import type { JsonSchema } from './templateForm';

/** Compiled once for each template object: compiling takes far longer than validating. */
const validators = new WeakMap<MicroAppTemplate, ValidateFunction>();

/**
 * The validator of a template's parameters. It fills in the form's defaults
 * where an answer is absent.
 *
 * @throws Error when the form is no valid JSON schema.
 */
export function parametersValidator(
  template: MicroAppTemplate,
): ValidateFunction {
  const known = validators.get(template);
  if (known) {
    return known;
  }
  // Not strict: `ui:` hints stand beside the keywords.
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    useDefaults: true,
    verbose: true,
    logger: false,
    ownProperties: true,
  });
  addFormats(ajv);
  const validate = ajv.compile(parametersSchema(template));
  validators.set(template, validate);
  return validate;
}

/** What one error means, with the title of the question; `undefined` for one that only repeats others. */
export function sentenceOfError(
  error: ErrorObject,
  titles: ReadonlyMap<string, string>,
): string | undefined {
  const path = error.instancePath.split('/').slice(1);
  const label = `"${titles.get(path[0]) ?? path[0]}"`;
  const part =
    path.length > 1 ? `${label} (${path.slice(1).join('.')})` : label;
  const { params } = error;
  const own = ownSentence(error);
  if (own) {
    return own;
  }
  switch (error.keyword) {
    case 'required': {
      const missing = String(params.missingProperty);
      return path.length === 0
        ? `Fill in "${titles.get(missing) ?? missing}".`
        : `${part} needs "${missing}".`;
    }
    case 'type':
      return `${part} must be ${typeName(String(params.type))}.`;
    case 'enum':
      return `${part} must be one of: ${params.allowedValues.join(', ')}.`;
    case 'const':
      return `${part} must be ${JSON.stringify(params.allowedValue)}.`;
    case 'minimum':
    case 'exclusiveMinimum':
      return `${part} must be ${
        params.comparison === '>' ? 'more than' : 'at least'
      } ${params.limit}.`;
    case 'maximum':
    case 'exclusiveMaximum':
      return `${part} must be ${
        params.comparison === '<' ? 'less than' : 'at most'
      } ${params.limit}.`;
    case 'minLength':
      return params.limit === 1
        ? `Fill in ${part}.`
        : `${part} must have at least ${params.limit} characters.`;
    case 'maxLength':
      return `${part} must have at most ${params.limit} characters.`;
    case 'minItems':
      return `${part} needs at least ${params.limit} ${
        params.limit === 1 ? 'entry' : 'entries'
      }.`;
    case 'maxItems':
      return `${part} can have at most ${params.limit} ${
        params.limit === 1 ? 'entry' : 'entries'
      }.`;
    case 'uniqueItems':
      return `${part} has the same entry twice.`;
    case 'additionalProperties':
      return `${part} has no field "${params.additionalProperty}". Remove it.`;
    case 'pattern':
    case 'format':
      return `${part} is not written as expected.${hintOf(error)}`;
    case 'if':
      return undefined;
    default:
      return `${part} ${error.message ?? 'is not valid'}.`;
  }
}

/** The sentence that the form itself has for a wrong answer. */
function ownSentence(error: ErrorObject): string | undefined {
  const parent = error.parentSchema as JsonSchema | undefined;
  const schema =
    error.keyword === 'required'
      ? (parent?.properties as JsonSchema | undefined)?.[
          String(error.params.missingProperty)
        ]
      : parent;
  const sentence = (schema as JsonSchema | undefined)?.errorMessage;
  return typeof sentence === 'string' ? sentence : undefined;
}

function typeName(type: string): string {
  const names: Record<string, string> = {
    integer: 'a whole number',
    number: 'a number',
    string: 'a text',
    boolean: 'yes or no (true or false)',
    array: 'a list',
    object: 'a group of fields',
  };
  return type
    .split(',')
    .map(name => names[name] ?? name)
    .join(' or ');
}

/** The help that the form gives for this question, which says how it is written. */
function hintOf(error: ErrorObject): string {
  const schema = error.parentSchema as JsonSchema | undefined;
  const hint = schema?.['ui:help'] ?? schema?.description;
  if (typeof hint === 'string' && hint.trim()) {
    return ` ${hint.trim().replace(/\.?$/, '.')}`;
  }
  return error.keyword === 'format'
    ? ` It must be a valid ${error.params.format}.`
    : '';
}
