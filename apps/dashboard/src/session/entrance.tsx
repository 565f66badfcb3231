import type { ReactNode } from 'react'
import { BrandName } from '../app/brand-name.tsx'
import { LanguageField } from '../app/language-field.tsx'

/** What stands around the ways in. */
export function Entrance({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto] p-4">
      <main className="m-auto grid w-full max-w-sm gap-6">
        <BrandName />
        {children}
      </main>
      <footer className="mx-auto w-40 py-4">
        <LanguageField />
      </footer>
    </div>
  )
}
