import type SvgIcon from '@material-ui/core/SvgIcon';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckIcon from '@material-ui/icons/Check';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CloseIcon from '@material-ui/icons/Close';
import DotIcon from '@material-ui/icons/FiberManualRecord';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/HelpOutline';
import HourglassIcon from '@material-ui/icons/HourglassEmpty';
import InfoIcon from '@material-ui/icons/Info';
import PauseIcon from '@material-ui/icons/Pause';
import PriorityHighIcon from '@material-ui/icons/PriorityHigh';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveIcon from '@material-ui/icons/Remove';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import WarningIcon from '@material-ui/icons/Warning';
import type {
  Check,
  Finding,
  Severity,
  State,
} from '@microapps/plugin-microapps-common';
import type { Tone } from './tone';

/** The icon and the colour that go with a word. */
export type Look = { tone: Tone; Icon: typeof SvgIcon };

/** How each state of a micro-app, an environment or a preview looks. */
export const STATE_LOOKS: Record<State, Look> = {
  live: { tone: 'positive', Icon: DotIcon },
  starting: { tone: 'progress', Icon: TimelapseIcon },
  updating: { tone: 'progress', Icon: AutorenewIcon },
  notWorking: { tone: 'negative', Icon: CloseIcon },
  changedOutsideGit: { tone: 'warning', Icon: PriorityHighIcon },
  notThereYet: { tone: 'neutral', Icon: RadioButtonUncheckedIcon },
  requested: { tone: 'progress', Icon: HourglassIcon },
  paused: { tone: 'neutral', Icon: PauseIcon },
  unknown: { tone: 'neutral', Icon: HelpIcon },
};

/** How each state of a check looks. */
export const CHECK_LOOKS: Record<Check['state'], Look> = {
  waiting: { tone: 'neutral', Icon: HourglassIcon },
  running: { tone: 'progress', Icon: TimelapseIcon },
  passed: { tone: 'positive', Icon: CheckIcon },
  failed: { tone: 'negative', Icon: CloseIcon },
  skipped: { tone: 'neutral', Icon: RemoveIcon },
};

/** How a headline looks, by how much it matters. */
export const SEVERITY_LOOKS: Record<Severity, Look> = {
  ok: { tone: 'positive', Icon: CheckCircleIcon },
  info: { tone: 'progress', Icon: InfoIcon },
  warning: { tone: 'warning', Icon: WarningIcon },
  error: { tone: 'negative', Icon: ErrorIcon },
  unknown: { tone: 'neutral', Icon: HelpIcon },
};

/** How a finding looks: what must be fixed, and what would be good to fix. */
export const FINDING_LOOKS: Record<Finding['severity'], Look> = {
  error: { tone: 'negative', Icon: CloseIcon },
  warning: { tone: 'warning', Icon: PriorityHighIcon },
};
