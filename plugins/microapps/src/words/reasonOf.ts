/**
 * What a headline says beyond the state's word: "Live. Staging is ahead." beside the
 * word "Live" is "Staging is ahead". For a table, where the word stands above it.
 *
 * @param sentence - the headline
 * @param word - the state's word, as shown
 */
export function reasonOf(sentence: string, word: string): string {
  const rest = sentence.startsWith(word)
    ? sentence.slice(word.length).replace(/^[\s.,:;]+/, '')
    : sentence;
  return rest.replace(/\.$/, '');
}
