/** As `Promise.all` over what `map` makes of the items, but only so many at a time. */
export async function mapSome<T, U>(
  items: readonly T[],
  atOnce: number,
  map: (item: T) => Promise<U>,
): Promise<U[]> {
  const results: U[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) {
      results[index] = await map(item);
    }
  };
  await Promise.all([...Array(Math.min(atOnce, items.length))].map(work));
  return results;
}
