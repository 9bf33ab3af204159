/** What a colour stands for; never shown without an icon and a word. */
export type Tone = 'positive' | 'progress' | 'warning' | 'negative' | 'neutral';
