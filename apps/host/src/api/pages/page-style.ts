import { createHash } from 'node:crypto'

const black = '#111111'
const white = '#ffffff'

/** How pages look: one column that is read on a telephone and on a screen, by day and by night. */
export function pageStyle(colour: string): string {
  return `
:root { color-scheme: light dark; --accent: ${colour}; --on-accent: ${readableOn(colour)};
  --page: #f4f4f2; --sheet: #ffffff; --text: #1d1d1b; --quiet: #5b5b57; --line: #8b8b86; --wrong: #b3261e; --field: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --sheet: #222220; --text: #ecece8; --quiet: #b4b4ae; --line: #85857f;
  --wrong: #ffb4ab; --field: #1a1a19; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: clamp(1rem, 5vw, 4.5rem) 1rem 2rem;
  background: var(--page); color: var(--text); font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { width: 100%; max-width: 32rem; background: var(--sheet); border-radius: 0.75rem; padding: clamp(1.25rem, 5vw, 2.5rem);
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.08), 0 8px 28px rgb(0 0 0 / 0.06); }
h1 { margin: 0 0 0.75rem; font-size: clamp(1.5rem, 5vw, 1.875rem); line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0 0 1rem; text-wrap: pretty; }
.quiet { color: var(--quiet); font-size: 0.9375rem; }
form { margin-top: 1.5rem; }
.field { margin: 0 0 1.125rem; border: 0; padding: 0; min-width: 0; }
label, legend { display: block; padding: 0; margin: 0 0 0.3125rem; font-weight: 600; font-size: 0.9375rem; }
legend { margin-bottom: 0.5625rem; }
label .quiet, legend .quiet { font-weight: 400; }
input:not([type=checkbox]), select { width: 100%; min-height: 2.875rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--line); border-radius: 0.5rem; }
input[readonly] { background: transparent; border-style: dashed; }
.box { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0.625rem; align-items: start; margin: 0 0 0.875rem; font-weight: 400;
  font-size: 1rem; }
.box input { width: 1.25rem; height: 1.25rem; margin: 0.15rem 0 0; accent-color: var(--accent); }
.wrong { margin: 0.375rem 0 0; color: var(--wrong); font-size: 0.9375rem; }
[aria-invalid=true]:not([type=checkbox]) { border-color: var(--wrong); border-width: 2px; }
.problems { border-inline-start: 0.25rem solid var(--wrong); padding: 0.125rem 0 0.125rem 0.875rem; margin: 0 0 1.25rem; }
.problems p { margin: 0 0 0.25rem; font-weight: 600; }
.problems ul { margin: 0; padding: 0 0 0 1.125rem; }
button { width: 100%; min-height: 3rem; margin-top: 0.5rem; padding: 0.625rem 1.25rem; border: 1px solid transparent; border-radius: 0.5rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
a { color: inherit; }
footer { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
footer p:last-child { margin: 0; }
.trap { position: absolute; inset-inline-start: -100vw; width: 1px; height: 1px; overflow: hidden; }
`
}

/** What a browser is told so that it takes this style and nothing else that somebody might have put into the page. */
export function pagePolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/**
 * Black or white, whichever is read more easily on a colour.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance (read 2026-11-25)
 */
export function readableOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const onWhite = 1.05 / (luminance + 0.05)
  const onBlack = (luminance + 0.05) / 0.0556
  return onWhite >= onBlack ? white : black
}
