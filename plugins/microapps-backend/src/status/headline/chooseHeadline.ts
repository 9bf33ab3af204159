import type { Headline } from '@microapps/plugin-microapps-common';
import { checksRunning, conflict, failingCheck } from './requestRules';
import { brokenFiles, leaving, refused } from './gitRules';
import { connecting, staleSource } from './sourceRules';
import {
  firstNotWorking,
  lastNotWorking,
  noClearWord,
  updateFailed,
} from './failureRules';
import {
  previewNotWorking,
  previewReady,
  previewStarting,
} from './previewRules';
import { ahead, arriving, live, paused, approved } from './livingRules';
import type { HeadlineRule, Situation } from './Situation';

/** The first that holds is what a person reads. */
const RULES: HeadlineRule[] = [
  lastNotWorking,
  failingCheck,
  conflict,
  brokenFiles,
  staleSource,
  connecting,
  checksRunning,
  previewNotWorking,
  previewStarting,
  previewReady,
  updateFailed,
  approved,
  firstNotWorking,
  leaving,
  refused,
  paused,
  noClearWord,
  arriving,
  ahead,
  live,
];

/** One sentence that says how a micro-app is, and the one thing to do next. */
export function chooseHeadline(situation: Situation): Headline {
  for (const rule of RULES) {
    const headline = rule(situation);
    if (headline) {
      return headline;
    }
  }
  return { sentence: 'Nothing is known of it yet.', severity: 'unknown' };
}
