import { html } from 'hono/html'
import type {
  ExtendedProperty,
  ExtendedType,
  PageConsent,
  PageText,
  PropertySettings,
} from '../../config/index.ts'
import { nothing, type Markup } from './page-html.ts'
import type { PageWords } from './page-words.ts'

export interface FieldState {
  readonly property: string
  readonly required: boolean
  readonly readOnly: boolean
  readonly typed: readonly string[]
  readonly problem: PageText | undefined
}

/** What browsers know of the properties of the model, so that they can fill them in. */
const known: Readonly<Record<string, { readonly type: string; readonly autocomplete: string }>> = {
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  firstName: { type: 'text', autocomplete: 'given-name' },
  lastName: { type: 'text', autocomplete: 'family-name' },
  company: { type: 'text', autocomplete: 'organization' },
  birthDate: { type: 'date', autocomplete: 'bday' },
  language: { type: 'text', autocomplete: 'language' },
}

const types: Readonly<Record<ExtendedType, string>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'checkbox',
  date: 'date',
  instant: 'text',
  email: 'email',
  url: 'url',
  strings: 'checkbox',
}

const genders = ['female', 'male', 'other'] as const

export function labelOf(
  property: string,
  { extended }: PropertySettings,
  words: PageWords,
): string {
  return extended.get(property)?.label ?? words.say(property as PageText)
}

/** One field with its label, and what is wrong with it. */
export function fieldMarkup(
  state: FieldState,
  settings: PropertySettings,
  words: PageWords,
): Markup {
  const { property, typed } = state
  const own = settings.extended.get(property)
  const label = labelOf(property, settings, words)
  const [value = ''] = typed
  if (property === 'gender') {
    const options = genders.map((gender) => [gender, words.say(gender)] as const)
    return choice(state, label, [['', words.say('unsaid')], ...options], words)
  }
  if (own?.type === 'boolean') return box(state, label, value !== '', words)
  if (own?.type === 'strings') return boxes(state, label, own, words)
  if (own?.values !== undefined) {
    const options = own.values.map((each) => [String(each), String(each)] as const)
    return choice(state, label, [['', words.say('choose')], ...options], words)
  }
  const { type, autocomplete } = known[property] ?? {
    type: types[own?.type ?? 'string'],
    autocomplete: 'off',
  }
  return html`<div class="field">
    <label for="${property}">${label}${optional(state, words)}</label>
    <input
      id="${property}"
      name="${property}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${type === 'number' ? html`step="${own?.type === 'integer' ? '1' : 'any'}"` : nothing}
      maxlength="300"
      ${attributes(state)}
    />
    ${wrong(state, words)}
  </div>`
}

function choice(
  state: FieldState,
  label: string,
  options: readonly (readonly [string, string])[],
  words: PageWords,
): Markup {
  const { property, typed } = state
  return html`<div class="field">
    <label for="${property}">${label}${optional(state, words)}</label>
    <select id="${property}" name="${property}" ${attributes(state)}>
      ${options.map(
        ([value, shown]) =>
          html`<option value="${value}" ${typed[0] === value ? 'selected' : ''}>${shown}</option>`,
      )}
    </select>
    ${wrong(state, words)}
  </div>`
}

function box(state: FieldState, label: string, isChecked: boolean, words: PageWords): Markup {
  const { property } = state
  return html`<div class="field">
    <label class="box" for="${property}">
      <input
        id="${property}"
        name="${property}"
        type="checkbox"
        value="yes"
        ${isChecked ? 'checked' : ''}
        ${attributes(state)}
      />
      <span>${label}</span>
    </label>
    ${wrong(state, words)}
  </div>`
}

function boxes(
  state: FieldState,
  label: string,
  { values = [] }: ExtendedProperty,
  words: PageWords,
): Markup {
  const { property, typed } = state
  return html`<fieldset class="field" id="${property}">
    <legend>${label}${optional(state, words)}</legend>
    ${values.map((value, index) => {
      const id = `${property}-${index}`
      return html`<label class="box" for="${id}">
        <input
          id="${id}"
          name="${property}"
          type="checkbox"
          value="${value}"
          ${typed.includes(String(value)) ? 'checked' : ''}
        />
        <span>${value}</span>
      </label>`
    })}
    ${wrong(state, words)}
  </fieldset>`
}

/** A box that is agreed with by ticking it, and never ticked before. */
export function consentMarkup(
  { wording }: PageConsent,
  state: FieldState,
  words: PageWords,
): Markup {
  return box(state, wording, state.typed.length > 0, words)
}

function attributes({ property, required, readOnly, problem }: FieldState): Markup {
  return html`${required && !readOnly ? 'required' : ''} ${readOnly ? 'readonly' : ''}
  ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${property}-problem"`}`
}

function optional({ required, readOnly }: FieldState, words: PageWords): Markup {
  return required || readOnly ? nothing : html` <span class="quiet">${words.say('optional')}</span>`
}

function wrong({ property, problem }: FieldState, words: PageWords): Markup {
  return problem === undefined
    ? nothing
    : html`<p class="wrong" id="${property}-problem">${words.say(problem)}</p>`
}
