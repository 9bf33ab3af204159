/** Calls every entity by the last part of its ref. */
export function aPresentation() {
  return {
    forEntity: (entityRef: string) => {
      const snapshot = {
        entityRef,
        primaryTitle: entityRef.split('/')[1],
        Icon: undefined,
      };
      return { snapshot, promise: Promise.resolve(snapshot) };
    },
  };
}
