import { fileURLToPath } from 'node:url'

/** What pictures and documents are written in: it has letters of Latin, Greek and Cyrillic alphabets. */
export const fontFamily = 'Inter'

/** The files of its two weights, as TrueType. */
export const fontFiles = {
  regular: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  ),
  strong: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  ),
} as const
