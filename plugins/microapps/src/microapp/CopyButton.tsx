import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { microappsTranslationRef } from '../translation';

/** How long the button says that it did its work. */
const THANKS_MS = 2_000;

/** Copies a link and says so. */
export const CopyButton = ({
  text,
  label,
}: {
  text: string;
  label: string;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const [{ error }, copy] = useCopyToClipboard();
  const [pressed, setPressed] = useState(0);

  useEffect(() => {
    if (pressed === 0) {
      return undefined;
    }
    const timer = setTimeout(() => setPressed(0), THANKS_MS);
    return () => clearTimeout(timer);
  }, [pressed]);

  const outcome = error ? t('preview.copyFailed') : t('preview.copied');
  return (
    <>
      <Button
        variant="secondary"
        aria-label={label}
        onPress={() => {
          copy(text);
          setPressed(count => count + 1);
        }}
      >
        {pressed > 0 ? outcome : t('preview.copy')}
      </Button>
      <VisuallyHidden aria-live="polite">
        {pressed > 0 ? outcome : ''}
      </VisuallyHidden>
    </>
  );
};
