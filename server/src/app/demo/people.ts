import type { Random } from './random.ts'

/** Given and family names of one language, each as it is written and as an e-mail address spells it. */
interface Names {
  share: number
  given: readonly string[]
  family: readonly string[]
  /** Whether the family name stands first. */
  familyFirst?: boolean
}

// `written|spelled`; without a bar both are the same but for case.
const languages: readonly Names[] = [
  {
    share: 40,
    given: words(
      'Alice Amelia Arthur Ben Charlotte Chloe Daniel Edward Eleanor Emma Freya George Grace Harriet Harry Isla Jack James Lucy Maisie Oliver Poppy Rosie Samuel Thomas William',
    ),
    family: words(
      'Ashworth Bailey Barker Bennett Clarke Cooper Davies Evans Fletcher Foster Green Hall Harrison Hughes Jackson Kelly Marsh Mitchell Palmer Reid Roberts Shaw Taylor Turner Walker Wright',
    ),
  },
  {
    share: 9,
    given: words('Anouk Bram Daan Fenna Jasper Lotte Maarten Noor Sanne Sem Tess Thijs'),
    family: words('Bakker Dekker Hendriks Jansen Kuipers Mulder Smit Vermeer Visser Vos Willems Zijlstra'),
  },
  {
    share: 9,
    given: words(
      'سارا|sara علی|ali مریم|maryam رضا|reza نیلوفر|niloofar امیر|amir شیرین|shirin کاوه|kaveh لیلا|leila بهرام|bahram',
    ),
    family: words(
      'احمدی|ahmadi رضایی|rezaei محمدی|mohammadi کریمی|karimi حسینی|hosseini موسوی|mousavi جعفری|jafari صادقی|sadeghi',
    ),
  },
  {
    share: 7,
    given: words('สมชาย|somchai มาลี|malee นิรันดร์|niran กานดา|kanda อนันต์|anan ศิริพร|siriporn ธนา|thana พิมพ์|pim'),
    family: words('ใจดี|jaidee สุขสวัสดิ์|suksawat ทองดี|thongdee แก้วมณี|kaewmanee วงศ์ไทย|wongthai ศรีสุข|srisuk'),
  },
  {
    share: 6,
    given: words('Agnieszka Jakub Kasia|kasia Łukasz|lukasz Małgorzata|malgorzata Piotr Zofia Wojciech'),
    family: words(
      'Kowalska Nowak Wiśniewski|wisniewski Wójcik|wojcik Kamińska|kaminska Lewandowski Zieliński|zielinski',
    ),
  },
  {
    share: 6,
    given: words('Aarav Anjali Dev Isha Kiran Meera Nikhil Priya Rohan Sunita'),
    family: words('Gupta Iyer Kapoor Mehta Nair Patel Rao Sharma Singh Verma'),
  },
  {
    share: 5,
    given: words('陽菜|hina 蓮|ren 美咲|misaki 大翔|hiroto さくら|sakura 健太|kenta'),
    family: words('佐藤|sato 鈴木|suzuki 高橋|takahashi 田中|tanaka 渡辺|watanabe 小林|kobayashi'),
    familyFirst: true,
  },
  {
    share: 5,
    given: words('Олена|olena Андрій|andrii Оксана|oksana Тарас|taras Ірина|iryna Богдан|bohdan'),
    family: words('Шевченко|shevchenko Коваленко|kovalenko Бондар|bondar Мельник|melnyk Ткачук|tkachuk'),
  },
  {
    share: 5,
    given: words('ليلى|layla يوسف|youssef فاطمة|fatima خالد|khaled نور|nour عمر|omar'),
    family: words('حداد|haddad منصور|mansour خوري|khoury سليم|salim نجار|najjar'),
  },
  {
    share: 4,
    given: words('Λένα|lena Γιώργος|giorgos Ελένη|eleni Νίκος|nikos Μαρία|maria'),
    family: words('Παπαδάκης|papadakis Νικολάου|nikolaou Γεωργίου|georgiou Δήμου|dimou'),
  },
  {
    share: 4,
    given: words('Ayşe|ayse Emre Zeynep Çağla|cagla Mert İlker|ilker'),
    family: words('Yılmaz|yilmaz Demir Şahin|sahin Öztürk|ozturk Arslan'),
  },
]

function words(text: string): readonly string[] {
  return text.split(' ')
}

/** Somebody who could be a customer. */
interface Person {
  externalId: string
  name: string
  email: string
  phone: string | undefined
  card: string | undefined
}

// Domains that are kept for examples, so that no message ever reaches a stranger.
const mailboxes = ['example.com', 'example.net', 'example.org', 'mail.example', 'post.example'] as const

/** The person with a number: the same for the same stream. Addresses are nobody's. */
export function personOf(index: number, random: Random): Person {
  const names = random.weighted(languages.map((each) => [each, each.share] as const))
  const [given, givenSpelled] = spelling(random.pick(names.given))
  const [family, familySpelled] = spelling(random.pick(names.family))
  const number = String(index + 1).padStart(4, '0')
  return {
    externalId: `C-${number}`,
    name: names.familyFirst === true ? `${family} ${given}` : `${given} ${family}`,
    email: `${givenSpelled}.${familySpelled}${index + 1}@${random.pick(mailboxes)}`,
    // The range that the British regulator keeps for stories has a thousand numbers.
    phone: index < 1000 && random.chance(0.6) ? `+447700900${String(index).padStart(3, '0')}` : undefined,
    card: random.chance(0.7) ? `HL${number}${String(random.whole(0, 99)).padStart(2, '0')}` : undefined,
  }
}

function spelling(word: string): [written: string, spelled: string] {
  const [written = '', spelled = written.toLowerCase()] = word.split('|')
  return [written, spelled]
}
