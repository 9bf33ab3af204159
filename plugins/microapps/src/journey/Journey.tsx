import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import DotIcon from '@material-ui/icons/FiberManualRecord';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { useEnvironmentName } from '../components';
import { RelativeTime } from '../time';
import { microappsTranslationRef } from '../translation';
import { type JourneyStep, journeyOf, type StepNote } from './journeyOf';
import styles from './Journey.module.css';

const MARKS = {
  done: CheckIcon,
  current: DotIcon,
  failed: CloseIcon,
  waiting: undefined,
};

const STEPS = ['requested', 'checks', 'preview', 'approved'] as const;

const Note = ({ note }: { note: StepNote }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  switch (note.kind) {
    case 'by':
      return (
        <>
          {note.author}, <RelativeTime at={note.at} />
        </>
      );
    case 'at':
      return <RelativeTime at={note.at} />;
    case 'liveSince':
      return (
        <>
          {t('state.live')}, <RelativeTime at={note.at} />
        </>
      );
    case 'checksRunning':
      return (
        <>
          {t('journey.note.checksRunning', {
            done: String(note.done),
            total: String(note.total),
          })}
        </>
      );
    case 'checksPassed':
      return <>{t('journey.note.checksPassed', note)}</>;
    case 'checksFailed':
      return <>{t('journey.note.checksFailed', note)}</>;
    case 'state':
      return <>{t(`state.${note.state}`)}</>;
    default:
      return <>{t(`journey.note.${note.kind}`)}</>;
  }
};

const Step = ({ step, here }: { step: JourneyStep; here: boolean }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const environmentName = useEnvironmentName();
  const known = STEPS.find(id => id === step.id);
  const Mark = MARKS[step.state];

  return (
    <li
      className={styles.step}
      data-testid={`journey-${step.id}`}
      data-state={step.state}
      aria-current={here ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden="true">
        {Mark && <Mark fontSize="inherit" />}
      </span>
      <Text
        as="span"
        variant="body-small"
        weight={here ? 'bold' : 'regular'}
        className={styles.name}
      >
        {known ? t(`journey.${known}`) : environmentName(step.id)}
        <VisuallyHidden>: {t(`journey.${step.state}`)}</VisuallyHidden>
      </Text>
      <Text
        as="span"
        variant="body-x-small"
        color="secondary"
        className={styles.note}
      >
        {step.note && <Note note={step.note} />}
      </Text>
    </li>
  );
};

/** The way from a request to production, and where it stands. */
export const Journey = ({ status }: { status: MicroAppStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const steps = journeyOf(status);
  const here = steps.findIndex(
    ({ state }) => state === 'failed' || state === 'current',
  );

  return (
    <ol className={styles.journey} aria-label={t('journey.title')}>
      {steps.map((step, index) => (
        <Step key={step.id} step={step} here={index === here} />
      ))}
    </ol>
  );
};
