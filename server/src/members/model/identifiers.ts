import { domainToASCII } from 'node:url'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { asciiDigits } from './digits.ts'

/** By what a member is known; one identifier belongs to one member of a programme. */
export const identifierKinds = ['externalId', 'email', 'phone', 'card'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** An identifier in its one spelling. */
export interface Identifier {
  kind: IdentifierKind
  value: string
}

/** What the spelling of an identifier depends on besides itself. */
export interface IdentifierContext {
  /** ISO 3166 country of phone numbers written without their country code. Absent: such numbers are refused. */
  phoneCountry?: string
}

/**
 * The one spelling of an identifier; normalising it again changes nothing. Refuses `identifier_invalid` with `field`.
 */
export function normaliseIdentifier(
  identifier: { kind: IdentifierKind; value: string; field?: string },
  context: IdentifierContext = {},
): Verdict<Identifier> {
  const { kind, value } = identifier
  const spelled = spell(kind, value, context)
  return typeof spelled === 'string'
    ? ok({ kind, value: spelled })
    : refuse('identifier_invalid', spelled.wrong, { field: identifier.field ?? kind })
}

/** Text, or in plain words what is wrong with it. */
type Spelling = string | { wrong: string }

function spell(kind: IdentifierKind, value: string, context: IdentifierContext): Spelling {
  if (!value.isWellFormed() || value.length > 1000) return { wrong: 'The identifier is not readable text.' }
  switch (kind) {
    case 'externalId':
      return spellExternalId(value)
    case 'email':
      return spellEmail(value)
    case 'phone':
      return spellPhone(value, context)
    case 'card':
      return spellCard(value)
  }
}

// Ids of other systems are kept letter by letter: what looks like the same id in another case may be another customer.
function spellExternalId(value: string): Spelling {
  const text = value.trim()
  if (text === '' || text.length > 128) return { wrong: 'An external id has 1 to 128 characters.' }
  return /\p{Cc}/u.test(text) ? { wrong: 'An external id has no control characters.' } : text
}

/** Marks that a text copied from a right-to-left page carries around it. */
const edges = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu
const unfitForLocalPart = /[\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]/u
const domainName =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]*[a-z0-9]$/

function spellEmail(value: string): Spelling {
  const text = value.replace(edges, '').normalize('NFC')
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0)).toLowerCase().normalize('NFC')
  if (local === '' || unfitForLocalPart.test(local))
    return { wrong: 'This is not an e-mail address such as sara@example.com.' }
  const written = text.slice(at + 1)
  // The address parser reads more than host names (`a/b`, `ex%61mple`): it only ever sees letters, digits and dots.
  const domain = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u.test(written)
    ? domainToASCII(written).replace(/\.$/, '')
    : ''
  if (!domainName.test(domain)) return { wrong: `The e-mail address has no host name that can exist.` }
  const address = `${local}@${domain}`
  return address.length > 320 ? { wrong: 'An e-mail address has at most 320 characters.' } : address
}

function spellPhone(value: string, context: IdentifierContext): Spelling {
  const country = context.phoneCountry as CountryCode | undefined
  const digits = asciiDigits(value)
    .replace(/\p{Cf}/gu, '')
    .trim()
  const dialled = country === undefined ? digits.replace(/^00/, '+') : digits
  if (!/^(?:tel:)?[+\uff0b]?[\d\s().\p{Pd}/]+$/iu.test(dialled))
    return { wrong: 'A phone number has digits, and no extension.' }
  const parsed = parsePhoneNumberFromString(dialled, {
    ...(country === undefined ? {} : { defaultCountry: country }),
    extract: false,
  })
  if (parsed === undefined) {
    const advice = country === undefined ? ' Write it with its country code, such as +44 20 7946 0958.' : ''
    return { wrong: `This is not a phone number.${advice}` }
  }
  // Possible, not valid: numbering plans change faster than the tables of any release of this product.
  const isStable = parsePhoneNumberFromString(parsed.number, { extract: false })?.number === parsed.number
  return parsed.isPossible() && isStable ? parsed.number : { wrong: 'No phone number has these digits.' }
}

function spellCard(value: string): Spelling {
  const text = asciiDigits(value)
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
  if (!/^[A-Z0-9][A-Z0-9._:/#+*]{0,63}$/.test(text))
    return { wrong: 'A card number has 1 to 64 letters and digits.' }
  return isPaymentCard(text)
    ? { wrong: 'This looks like the number of a payment card, which is never stored. Use a loyalty card.' }
    : text
}

/**
 * Whether the digits can be the number of a payment card: the lengths and first digits that payment networks use, and
 * a right check digit. Thirteen digits only with a 4, because the bar codes of many shops' own cards have thirteen.
 */
function isPaymentCard(text: string): boolean {
  if (!/^(?:4\d{12}|[2-6]\d{13,18}|81\d{12,17}|9792\d{10,15})$/.test(text)) return false
  let sum = 0
  for (let index = 0; index < text.length; index++) {
    const digit = Number(text[text.length - 1 - index])
    const weighted = index % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
