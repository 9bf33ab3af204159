/** The minutes at which a schedule is due. */
export type CronSchedule = {
  /** The first due minute after a time, or `undefined` when there is none within four years. */
  after(time: Date): Date | undefined;
};

const MACROS: { [name: string]: string } = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const DAY_MS = 24 * 60 * 60_000;
const MAX_DAYS = 4 * 366;

/** Reads a schedule of five fields, in UTC; `undefined` when it is none. */
export function parseCronSchedule(text: string): CronSchedule | undefined {
  const fields = (MACROS[text.trim()] ?? text)
    .trim()
    .toLowerCase()
    .split(/\s+/);
  if (fields.length !== 5) {
    return undefined;
  }
  const [minutes, hours, days, months, weekdays] = [
    parseField(fields[0], 0, 59),
    parseField(fields[1], 0, 23),
    parseField(fields[2], 1, 31),
    parseField(fields[3], 1, 12, MONTHS),
    parseField(fields[4], 0, 7, DAYS),
  ];
  if (!minutes || !hours || !days || !months || !weekdays) {
    return undefined;
  }
  const isDueDay = (day: Date) => {
    const inMonth = days.has(day.getUTCDate());
    const inWeek =
      weekdays.has(day.getUTCDay()) ||
      (day.getUTCDay() === 0 && weekdays.has(7));
    // When both days are limited, either suffices: cron's old rule.
    const isLimited = (field: string) => !field.startsWith('*');
    const fits =
      isLimited(fields[2]) && isLimited(fields[4])
        ? inMonth || inWeek
        : inMonth && inWeek;
    return fits && months.has(day.getUTCMonth() + 1);
  };
  const times = [...hours]
    .flatMap(hour => [...minutes].map(minute => (hour * 60 + minute) * 60_000))
    .sort((a, b) => a - b);
  return {
    after: time => {
      const today = Math.floor(time.getTime() / DAY_MS) * DAY_MS;
      for (let day = 0; day <= MAX_DAYS; day++) {
        const start = today + day * DAY_MS;
        if (isDueDay(new Date(start))) {
          const due = times.find(offset => start + offset > time.getTime());
          if (due !== undefined) {
            return new Date(start + due);
          }
        }
      }
      return undefined;
    },
  };
}

function parseField(
  text: string,
  lowest: number,
  highest: number,
  names: string[] = [],
): Set<number> | undefined {
  const numberOf = (part: string) => {
    const named = names.indexOf(part);
    return named < 0 ? Number(part) : named + (lowest === 1 ? 1 : 0);
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:(\*|\?)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) {
      return undefined;
    }
    const [, all, from, to, step] = match;
    const first = all ? lowest : numberOf(from);
    const open = all || (step && !to);
    const last = open ? highest : numberOf(to ?? from);
    const isWithin = first >= lowest && last <= highest && first <= last;
    if (!isWithin || step === '0') {
      return undefined;
    }
    for (let value = first; value <= last; value += Number(step ?? 1)) {
      values.add(value);
    }
  }
  return values;
}
