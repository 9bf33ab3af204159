import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, type LinkProps, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';
import { microappsTranslationRef } from '../translation';
import { safeAddress } from '../words';

/** A link out of the portal, in a new tab; plain text where the address is not one of the web's. */
export const ExternalLink = ({
  to,
  children,
  variant,
  ...rest
}: {
  to: string;
  children: ReactNode;
  variant?: LinkProps['variant'];
  'aria-label'?: string;
  'data-testid'?: string;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const href = safeAddress(to);

  if (href === undefined) {
    return <span {...rest}>{children}</span>;
  }
  return (
    <Link
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      variant={variant}
      {...rest}
    >
      {children}
      <VisuallyHidden> ({t('link.newTab')})</VisuallyHidden>
    </Link>
  );
};
