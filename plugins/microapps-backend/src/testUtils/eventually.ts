/**
 * Waits until a check passes; fails with what the check last said when it has
 * not in ten seconds.
 */
export async function eventually(
  check: () => void | Promise<void>,
): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
}
