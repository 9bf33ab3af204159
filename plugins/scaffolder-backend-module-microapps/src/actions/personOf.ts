import { parseEntityRef } from '@backstage/catalog-model';
import type { UserEntity } from '@backstage/catalog-model';

/** The person who sent a form. */
export type Person = {
  name: string;
  email?: string;
  /** The entity ref, when somebody is signed in. */
  ref?: string;
};

/** Who sent the form, as well as the catalog knows them. */
export function personOf(user?: { entity?: UserEntity; ref?: string }): Person {
  const profile = user?.entity?.spec?.profile;
  const refName = user?.ref ? parseEntityRef(user.ref).name : undefined;
  return {
    name:
      profile?.displayName?.trim() ||
      user?.entity?.metadata.title ||
      user?.entity?.metadata.name ||
      refName ||
      'Somebody',
    email: profile?.email?.trim() || undefined,
    ref: user?.ref,
  };
}
