import { VisuallyHidden } from '@backstage/ui';
import { useRef } from 'react';

/**
 * Tells people who cannot see the screen that the sentence changed. The first sentence is
 * read with the page, so only those after it are announced.
 */
export const Announcer = ({ sentence }: { sentence?: string }) => {
  const first = useRef(sentence);
  first.current ??= sentence;

  return (
    <VisuallyHidden aria-live="polite" data-testid="announcement">
      {sentence === first.current ? '' : sentence}
    </VisuallyHidden>
  );
};
