/**
 * Copies what a text field holds, and leaves it selected. Under plain HTTP browsers have no
 * clipboard API; there, and where it is refused, the old command is tried.
 * @returns whether the text really is on the clipboard
 */
export async function copyField(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  field.focus()
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.focus()
    field.select()
    return copySelection()
  }
}

function copySelection(): boolean {
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}

/** The same for a text that stands in no field: a field is made for it, and removed again. */
export async function copyText(text: string): Promise<boolean> {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.setAttribute('aria-hidden', 'true')
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  const copied = await copyField(field)
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}
