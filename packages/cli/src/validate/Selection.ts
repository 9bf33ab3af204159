/** Which micro-apps are looked at: all when `undefined`. */
export type Selection = ReadonlySet<string> | undefined;

/** Whether a path is looked at: what is no micro-app's own always is. */
export function isSelected(path: string, selection: Selection): boolean {
  const app = /^instances\/([^/]+)/.exec(path)?.[1];
  return app === undefined || !selection || selection.has(app);
}
