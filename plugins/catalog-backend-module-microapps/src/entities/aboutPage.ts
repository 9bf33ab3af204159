import type { JsonObject } from '@backstage/types';
import {
  COST_CENTER_PATTERN,
  FIELD_SENTENCES,
  MAX_NAME_LENGTH,
  NAME_PATTERN,
  type MicroAppTemplate,
} from '@microapps/plugin-microapps-common';

/** The form's first page, the same for every template. */
export function aboutPage(template: MicroAppTemplate): JsonObject {
  const { expiry } = template.spec;
  const required = ['name', 'title', 'owner', 'contact', 'costCenter'];
  if (expiry.required) {
    required.push('expiresAt');
  }
  const months = expiry.maxDays && Math.floor(expiry.maxDays / 30);

  return {
    title: 'About',
    required,
    properties: {
      title: {
        type: 'string',
        title: 'Title',
        description: 'What colleagues call it.',
        minLength: 1,
        maxLength: 100,
        errorMessage: FIELD_SENTENCES.title,
        'ui:autofocus': true,
        'ui:placeholder': 'Spring event sign-up',
      },
      name: {
        type: 'string',
        title: 'Name',
        description: `The short name in its address: small letters, digits and hyphens, at most ${MAX_NAME_LENGTH}. It cannot be changed later.`,
        pattern: NAME_PATTERN,
        maxLength: MAX_NAME_LENGTH,
        errorMessage: FIELD_SENTENCES.name,
        'ui:placeholder': 'spring-signup',
      },
      owner: {
        type: 'string',
        title: 'Team',
        description: 'The team of yours that owns it.',
        'ui:field': 'MyGroupsPicker',
      },
      contact: {
        type: 'string',
        title: 'Contact',
        description: 'An e-mail address for questions about it.',
        format: 'email',
        maxLength: 200,
        errorMessage: FIELD_SENTENCES.contact,
        'ui:placeholder': 'events@acme.example',
      },
      costCenter: {
        type: 'string',
        title: 'Cost center',
        description:
          'Who pays for it: two to five letters, a hyphen and a number, like CC-1234.',
        pattern: COST_CENTER_PATTERN,
        errorMessage: FIELD_SENTENCES.costCenter,
        'ui:placeholder': 'CC-1234',
      },
      visibility: {
        type: 'string',
        title: 'Who can see it',
        default: 'internal',
        enum: ['internal', 'public'],
        enumNames: ['Colleagues', 'Everyone'],
        'ui:widget': 'radio',
      },
      expiresAt: {
        type: 'string',
        format: 'date',
        title: 'Keep until',
        description: months
          ? `At most ${months} months from now.`
          : 'Leave it empty to keep it.',
        errorMessage: FIELD_SENTENCES.expiresAt,
      },
    },
  };
}
