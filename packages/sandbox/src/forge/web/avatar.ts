import { userId } from '../present/presentUser';
import { html } from './html';

/** A round picture with a person's first letter, in a colour of their own. */
export function avatar(login: string): string {
  const hue = userId(login) % 360;
  const letter = (login[0] ?? '?').toUpperCase();
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
    <circle cx="20" cy="20" r="20" fill="hsl(${hue} 45% 35%)" />
    <text
      x="20"
      y="27"
      font-family="sans-serif"
      font-size="20"
      fill="#fff"
      text-anchor="middle"
    >
      ${letter}
    </text>
  </svg>`.toString();
}
