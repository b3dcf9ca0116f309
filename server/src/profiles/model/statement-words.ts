/** Languages in which a statement can be told. */
export const languages = ['en', 'fa'] as const
export type Language = (typeof languages)[number]

/** Why points moved, by the reason of the row. */
type Cause =
  | 'activation'
  | 'adjustment'
  | 'cancel'
  | 'capture'
  | 'clawback'
  | 'closure'
  | 'debt-incurred'
  | 'debt-paid'
  | 'earn'
  | 'exchange'
  | 'expiry'
  | 'hold'
  | 'lapse'
  | 'migration'
  | 'other'
  | 'restore'
  | 'spend'
  | 'spend-return'
  | 'top-up'
  | 'transfer-in'
  | 'transfer-out'
  | 'write-off'

interface Words {
  direction: 'ltr' | 'rtl'
  /** For dates and numbers. */
  locale: string
  title: string
  member: string
  period: string
  opening: string
  closing: string
  date: string
  what: string
  reference: string
  change: string
  balance: string
  available: string
  pending: string
  held: string
  debt: string
  quiet: string
  causes: Readonly<Record<Cause, string>>
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    direction: 'ltr',
    locale: 'en-GB',
    title: 'Statement',
    member: 'Member',
    period: 'Period',
    opening: 'Opening balance',
    closing: 'Closing balance',
    date: 'Date',
    what: 'What happened',
    reference: 'Reference',
    change: 'Change',
    balance: 'Balance',
    available: 'available',
    pending: 'not yet available',
    held: 'held',
    debt: 'owed',
    quiet: 'Nothing happened in this period.',
    causes: {
      activation: 'Became available',
      adjustment: 'Adjusted by staff',
      cancel: 'Hold released',
      capture: 'Spent from a hold',
      clawback: 'Taken back after a return',
      closure: 'Forfeited when the account was closed',
      'debt-incurred': 'Owed after a return: no longer there to take back',
      'debt-paid': 'Paid what was owed',
      earn: 'Earned',
      exchange: 'Exchanged',
      expiry: 'Expired',
      hold: 'Held for a purchase',
      lapse: 'Hold ended by itself',
      migration: 'Brought over from an earlier programme',
      other: 'Other movement',
      restore: 'Given again after a return was corrected',
      spend: 'Spent',
      'spend-return': 'Given back after a spend',
      'top-up': 'Paid in',
      'transfer-in': 'Received from another account',
      'transfer-out': 'Sent to another account',
      'write-off': 'What was owed was waived',
    },
  },
  fa: {
    direction: 'rtl',
    locale: 'fa-IR',
    title: 'صورت‌حساب',
    member: 'عضو',
    period: 'دوره',
    opening: 'مانده‌ی ابتدای دوره',
    closing: 'مانده‌ی پایان دوره',
    date: 'تاریخ',
    what: 'شرح',
    reference: 'مرجع',
    change: 'تغییر',
    balance: 'مانده',
    available: 'قابل استفاده',
    pending: 'در انتظار',
    held: 'رزروشده',
    debt: 'بدهی',
    quiet: 'در این دوره گردشی ثبت نشده است.',
    causes: {
      activation: 'قابل استفاده شد',
      adjustment: 'اصلاح به دست کارکنان',
      cancel: 'رزرو آزاد شد',
      capture: 'خرج از محل رزرو',
      clawback: 'برگشت امتیاز به علت مرجوعی',
      closure: 'سوخت‌شده با بستن حساب',
      'debt-incurred': 'بدهی به علت مرجوعی: امتیازی برای برگشت نمانده بود',
      'debt-paid': 'پرداخت بدهی',
      earn: 'امتیاز کسب‌شده',
      exchange: 'تبدیل',
      expiry: 'منقضی شد',
      hold: 'رزرو برای خرید',
      lapse: 'مهلت رزرو تمام شد',
      migration: 'انتقال از برنامه‌ی پیشین',
      other: 'گردش دیگر',
      restore: 'بازگردانده‌شده پس از اصلاح مرجوعی',
      spend: 'خرج شد',
      'spend-return': 'بازگشت امتیاز خرج‌شده',
      'top-up': 'واریز',
      'transfer-in': 'دریافت از حساب دیگر',
      'transfer-out': 'ارسال به حساب دیگر',
      'write-off': 'بخشودگی بدهی',
    },
  },
}

export function wordsOf(language: Language): Words {
  return words[language]
}

/** The cause of a row in plain words. `change` tells a transfer that came from one that left. */
export function causeText(row: { reason: string; change: number }, language: Language): string {
  const { causes } = words[language]
  const cause = row.reason === 'transfer' ? (row.change < 0 ? 'transfer-out' : 'transfer-in') : row.reason
  return Object.hasOwn(causes, cause) ? causes[cause as Cause] : causes.other
}
