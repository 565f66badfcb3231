import { randomUUID } from 'node:crypto'
import { html } from 'hono/html'
import type { CustomerSettings, PageForm, PageText } from '../../config/index.ts'
import { consentField, isAddress, type FilledForm } from '../../customers/index.ts'
import { consentMarkup, fieldMarkup, labelOf, type FieldState } from './form-fields.ts'
import { nothing, type Markup } from './page-html.ts'
import type { PageWords } from './page-words.ts'

/** Names of fields that are not of the form: what makes a second press of the button the same, and what only machines fill in. */
export const onceField = 'once'
export const trapField = 'website'

export interface FormPage {
  readonly form: PageForm
  readonly settings: CustomerSettings
  readonly words: PageWords
  readonly lead: string | undefined
  readonly button: PageText
  readonly filled: Pick<FilledForm, 'typed' | 'agreed' | 'problems'>
  /** Whether addresses and numbers may be written. */
  readonly isNew: boolean
}

/** A form with what was typed and what is wrong with it. */
export function formMarkup(page: FormPage): Markup {
  const { form, settings, words, lead, button, filled, isNew } = page
  const { typed, agreed, problems } = filled
  const fields = form.fields.map(({ property, required }): FieldState => ({
    property,
    required,
    readOnly: !isNew && isAddress(property),
    typed: typed[property] ?? [],
    problem: problems.get(property),
  }))
  const consents = form.consents.map((consent, place) => {
    const property = consentField(place)
    const state: FieldState = {
      property,
      required: consent.required && isNew,
      readOnly: false,
      typed: agreed.includes(place) ? ['on'] : [],
      problem: problems.get(property),
    }
    return consentMarkup(consent, state, words)
  })
  return html`${lead === undefined ? nothing : html`<p>${lead}</p>`}
    <form method="post">
      ${problemList(page)} ${fields.map((state) => fieldMarkup(state, settings.properties, words))}
      ${consents}
      <div class="trap" aria-hidden="true">
        <label for="${trapField}">Website</label>
        <input id="${trapField}" name="${trapField}" tabindex="-1" autocomplete="off" />
      </div>
      <input type="hidden" name="${onceField}" value="${randomUUID()}" />
      <button type="submit">${words.say(button)}</button>
    </form>
    ${footerMarkup(isNew ? { ...form, reminder: undefined } : form, words)}`
}

/** Read first by who hears the page: what is wrong, each with a way to its field. */
function problemList({ form, settings, words, filled: { problems } }: FormPage): Markup {
  if (problems.size === 0) return nothing
  return html`<div class="problems" role="alert">
    <p>${words.say('problemsTitle')}</p>
    <ul>
      ${[...problems].map(([name, problem]) => {
        const place = form.consents.findIndex((_consent, index) => consentField(index) === name)
        const label = form.consents[place]?.wording ?? labelOf(name, settings.properties, words)
        const named = label.replace(/[.!?…]+$/u, '')
        return html`<li><a href="#${name}">${named}</a>: ${words.say(problem)}</li>`
      })}
    </ul>
  </div>`
}

type Footer = { readonly [Name in 'reminder' | 'privacyUrl']?: string | undefined }

/** Why somebody gets mails, and where it says how data is treated. */
export function footerMarkup({ reminder, privacyUrl }: Footer, words: PageWords): Markup {
  if (reminder === undefined && privacyUrl === undefined) return nothing
  return html`<footer class="quiet">
    ${reminder === undefined ? nothing : html`<p>${reminder}</p>`}
    ${
      privacyUrl === undefined
        ? nothing
        : html`<p><a href="${privacyUrl}" rel="noopener noreferrer">${words.say('privacy')}</a></p>`
    }
  </footer>`
}
