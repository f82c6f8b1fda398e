/**
 * The currencies, their numbers on the wire, minor digits (ISO 4217), signs and names.
 *
 * The numbers are given once and never move: 61 is the Indian rupee and 148 the United States dollar, as
 * clients know them. The rest follows the English alphabet as of the first edition; what is added later goes
 * to the end. Withdrawn currencies stay, because old invoices carry them.
 */
export type Currency = {
  /** Number on the wire (currency_id). */
  id: number
  /** ISO 4217, three letters. */
  code: string
  /** Digits behind the point: 2 for dollars, 0 for yen, 3 for dinars. */
  exponent: number
  symbol: string
  name: string
}

type Row = readonly [id: number, code: string, exponent: number, symbol: string, name: string]

const ROWS: readonly Row[] = [
  [1, 'AFN', 2, '؋', 'Afghan Afghani'],
  [2, 'ALL', 2, 'ALL', 'Albanian Lek'],
  [3, 'DZD', 2, 'DZD', 'Algerian Dinar'],
  [4, 'AOA', 2, 'Kz', 'Angolan Kwanza'],
  [5, 'ARS', 2, '$', 'Argentine Peso'],
  [6, 'AMD', 2, '֏', 'Armenian Dram'],
  [7, 'AWG', 2, 'AWG', 'Aruban Florin'],
  [8, 'AUD', 2, '$', 'Australian Dollar'],
  [9, 'AZN', 2, '₼', 'Azerbaijani Manat'],
  [10, 'BSD', 2, '$', 'Bahamian Dollar'],
  [11, 'BHD', 3, 'BHD', 'Bahraini Dinar'],
  [12, 'BDT', 2, '৳', 'Bangladeshi Taka'],
  [13, 'BBD', 2, '$', 'Barbadian Dollar'],
  [14, 'BYN', 2, 'BYN', 'Belarusian Ruble'],
  [15, 'BZD', 2, '$', 'Belize Dollar'],
  [16, 'BMD', 2, '$', 'Bermudan Dollar'],
  [17, 'BTN', 2, 'BTN', 'Bhutanese Ngultrum'],
  [18, 'BOB', 2, 'Bs', 'Bolivian Boliviano'],
  [19, 'BAM', 2, 'KM', 'Bosnia-Herzegovina Convertible Mark'],
  [20, 'BWP', 2, 'P', 'Botswanan Pula'],
  [21, 'BRL', 2, 'R$', 'Brazilian Real'],
  [22, 'GBP', 2, '£', 'British Pound'],
  [23, 'BND', 2, '$', 'Brunei Dollar'],
  [24, 'BIF', 0, 'BIF', 'Burundian Franc'],
  [25, 'KHR', 2, '៛', 'Cambodian Riel'],
  [26, 'CAD', 2, '$', 'Canadian Dollar'],
  [27, 'CVE', 2, 'CVE', 'Cape Verdean Escudo'],
  [28, 'KYD', 2, '$', 'Cayman Islands Dollar'],
  [29, 'XAF', 0, 'FCFA', 'Central African CFA Franc'],
  [30, 'XPF', 0, 'CFPF', 'CFP Franc'],
  [31, 'CLP', 0, '$', 'Chilean Peso'],
  [32, 'CNY', 2, '¥', 'Chinese Yuan'],
  [33, 'COP', 2, '$', 'Colombian Peso'],
  [34, 'KMF', 0, 'CF', 'Comorian Franc'],
  [35, 'CDF', 2, 'CDF', 'Congolese Franc'],
  [36, 'CRC', 2, '₡', 'Costa Rican Colón'],
  [37, 'CUP', 2, '$', 'Cuban Peso'],
  [38, 'CZK', 2, 'Kč', 'Czech Koruna'],
  [39, 'DKK', 2, 'kr', 'Danish Krone'],
  [40, 'DJF', 0, 'DJF', 'Djiboutian Franc'],
  [41, 'DOP', 2, '$', 'Dominican Peso'],
  [42, 'XCD', 2, '$', 'East Caribbean Dollar'],
  [43, 'EGP', 2, 'E£', 'Egyptian Pound'],
  [44, 'ERN', 2, 'ERN', 'Eritrean Nakfa'],
  [45, 'ETB', 2, 'ETB', 'Ethiopian Birr'],
  [46, 'EUR', 2, '€', 'Euro'],
  [47, 'FKP', 2, '£', 'Falkland Islands Pound'],
  [48, 'FJD', 2, '$', 'Fijian Dollar'],
  [49, 'GMD', 2, 'GMD', 'Gambian Dalasi'],
  [50, 'GEL', 2, '₾', 'Georgian Lari'],
  [51, 'GHS', 2, 'GH₵', 'Ghanaian Cedi'],
  [52, 'GIP', 2, '£', 'Gibraltar Pound'],
  [53, 'GTQ', 2, 'Q', 'Guatemalan Quetzal'],
  [54, 'GNF', 0, 'FG', 'Guinean Franc'],
  [55, 'GYD', 2, '$', 'Guyanaese Dollar'],
  [56, 'HTG', 2, 'HTG', 'Haitian Gourde'],
  [57, 'HNL', 2, 'L', 'Honduran Lempira'],
  [58, 'HKD', 2, '$', 'Hong Kong Dollar'],
  [59, 'HUF', 2, 'Ft', 'Hungarian Forint'],
  [60, 'ISK', 0, 'kr', 'Icelandic Króna'],
  [61, 'INR', 2, '₹', 'Indian Rupee'],
  [62, 'IDR', 2, 'Rp', 'Indonesian Rupiah'],
  [63, 'IRR', 2, 'IRR', 'Iranian Rial'],
  [64, 'IQD', 3, 'IQD', 'Iraqi Dinar'],
  [65, 'ILS', 2, '₪', 'Israeli New Shekel'],
  [66, 'JMD', 2, '$', 'Jamaican Dollar'],
  [67, 'JPY', 0, '¥', 'Japanese Yen'],
  [68, 'JOD', 3, 'JOD', 'Jordanian Dinar'],
  [69, 'KZT', 2, '₸', 'Kazakhstani Tenge'],
  [70, 'KES', 2, 'KES', 'Kenyan Shilling'],
  [71, 'KWD', 3, 'KWD', 'Kuwaiti Dinar'],
  [72, 'KGS', 2, '⃀', 'Kyrgyz Som'],
  [73, 'LAK', 2, '₭', 'Laotian Kip'],
  [74, 'LBP', 2, 'L£', 'Lebanese Pound'],
  [75, 'LSL', 2, 'LSL', 'Lesotho Loti'],
  [76, 'LRD', 2, '$', 'Liberian Dollar'],
  [77, 'LYD', 3, 'LYD', 'Libyan Dinar'],
  [78, 'MOP', 2, 'MOP', 'Macanese Pataca'],
  [79, 'MKD', 2, 'MKD', 'Macedonian Denar'],
  [80, 'MGA', 2, 'Ar', 'Malagasy Ariary'],
  [81, 'MWK', 2, 'MWK', 'Malawian Kwacha'],
  [82, 'MYR', 2, 'RM', 'Malaysian Ringgit'],
  [83, 'MVR', 2, 'MVR', 'Maldivian Rufiyaa'],
  [84, 'MRU', 2, 'MRU', 'Mauritanian Ouguiya'],
  [85, 'MUR', 2, 'Rs', 'Mauritian Rupee'],
  [86, 'MXN', 2, '$', 'Mexican Peso'],
  [87, 'MDL', 2, 'MDL', 'Moldovan Leu'],
  [88, 'MNT', 2, '₮', 'Mongolian Tugrik'],
  [89, 'MAD', 2, 'MAD', 'Moroccan Dirham'],
  [90, 'MZN', 2, 'MZN', 'Mozambican Metical'],
  [91, 'MMK', 2, 'K', 'Myanmar Kyat'],
  [92, 'NAD', 2, '$', 'Namibian Dollar'],
  [93, 'NPR', 2, 'Rs', 'Nepalese Rupee'],
  [94, 'ANG', 2, 'ANG', 'Netherlands Antillean Guilder'],
  [95, 'TWD', 2, '$', 'New Taiwan Dollar'],
  [96, 'NZD', 2, '$', 'New Zealand Dollar'],
  [97, 'NIO', 2, 'C$', 'Nicaraguan Córdoba'],
  [98, 'NGN', 2, '₦', 'Nigerian Naira'],
  [99, 'KPW', 2, '₩', 'North Korean Won'],
  [100, 'NOK', 2, 'kr', 'Norwegian Krone'],
  [101, 'OMR', 3, 'OMR', 'Omani Rial'],
  [102, 'PKR', 2, 'Rs', 'Pakistani Rupee'],
  [103, 'PAB', 2, 'PAB', 'Panamanian Balboa'],
  [104, 'PGK', 2, 'PGK', 'Papua New Guinean Kina'],
  [105, 'PYG', 0, '₲', 'Paraguayan Guarani'],
  [106, 'PEN', 2, 'PEN', 'Peruvian Sol'],
  [107, 'PHP', 2, '₱', 'Philippine Peso'],
  [108, 'PLN', 2, 'zł', 'Polish Zloty'],
  [109, 'QAR', 2, 'QAR', 'Qatari Riyal'],
  [110, 'RON', 2, 'lei', 'Romanian Leu'],
  [111, 'RUB', 2, '₽', 'Russian Ruble'],
  [112, 'RWF', 0, 'RF', 'Rwandan Franc'],
  [113, 'SVC', 2, 'SVC', 'Salvadoran Colón'],
  [114, 'WST', 2, 'WST', 'Samoan Tala'],
  [115, 'STN', 2, 'Db', 'São Tomé & Príncipe Dobra'],
  [116, 'SAR', 2, 'SAR', 'Saudi Riyal'],
  [117, 'RSD', 2, 'RSD', 'Serbian Dinar'],
  [118, 'SCR', 2, 'SCR', 'Seychellois Rupee'],
  [119, 'SLE', 2, 'SLE', 'Sierra Leonean Leone'],
  [120, 'SLL', 2, 'SLL', 'Sierra Leonean Leone (1964–2022)'],
  [121, 'SGD', 2, '$', 'Singapore Dollar'],
  [122, 'SBD', 2, '$', 'Solomon Islands Dollar'],
  [123, 'SOS', 2, 'SOS', 'Somali Shilling'],
  [124, 'ZAR', 2, 'R', 'South African Rand'],
  [125, 'KRW', 0, '₩', 'South Korean Won'],
  [126, 'SSP', 2, '£', 'South Sudanese Pound'],
  [128, 'LKR', 2, 'Rs', 'Sri Lankan Rupee'],
  [129, 'SHP', 2, '£', 'St. Helena Pound'],
  [131, 'SDG', 2, 'SDG', 'Sudanese Pound'],
  [132, 'SRD', 2, '$', 'Surinamese Dollar'],
  [133, 'SZL', 2, 'SZL', 'Swazi Lilangeni'],
  [134, 'SEK', 2, 'kr', 'Swedish Krona'],
  [135, 'CHF', 2, 'CHF', 'Swiss Franc'],
  [136, 'SYP', 2, '£', 'Syrian Pound'],
  [137, 'TJS', 2, 'TJS', 'Tajikistani Somoni'],
  [138, 'TZS', 2, 'TZS', 'Tanzanian Shilling'],
  [139, 'THB', 2, '฿', 'Thai Baht'],
  [140, 'TOP', 2, 'T$', 'Tongan Paʻanga'],
  [141, 'TTD', 2, '$', 'Trinidad & Tobago Dollar'],
  [142, 'TND', 3, 'TND', 'Tunisian Dinar'],
  [143, 'TRY', 2, '₺', 'Turkish Lira'],
  [144, 'TMT', 2, 'TMT', 'Turkmenistani Manat'],
  [145, 'UGX', 0, 'UGX', 'Ugandan Shilling'],
  [146, 'UAH', 2, '₴', 'Ukrainian Hryvnia'],
  [147, 'AED', 2, 'AED', 'United Arab Emirates Dirham'],
  [148, 'USD', 2, '$', 'United States Dollar'],
  [149, 'UYU', 2, '$', 'Uruguayan Peso'],
  [150, 'UZS', 2, 'UZS', 'Uzbekistani Som'],
  [151, 'VUV', 0, 'VUV', 'Vanuatu Vatu'],
  [152, 'VES', 2, 'VES', 'Venezuelan Bolívar'],
  [153, 'VND', 0, '₫', 'Vietnamese Dong'],
  [154, 'XOF', 0, 'F CFA', 'West African CFA Franc'],
  [155, 'YER', 2, 'YER', 'Yemeni Rial'],
  [156, 'ZMW', 2, 'ZK', 'Zambian Kwacha'],
  [157, 'ZWL', 2, 'ZWL', 'Zimbabwean Dollar (2009–2024)'],
  [158, 'ZWG', 2, 'ZWG', 'Zimbabwean Gold'],
  [159, 'BGN', 2, 'BGN', 'Bulgarian Lev'],
  [160, 'XCG', 2, 'Cg.', 'Caribbean Guilder'],
]

const currencies: readonly Currency[] = ROWS.map(([id, code, exponent, symbol, name]) => ({
  id,
  code,
  exponent,
  symbol,
  name,
}))
const byId = new Map(currencies.map((currency) => [currency.id, currency]))
const byCode = new Map(currencies.map((currency) => [currency.code, currency]))

/** All currencies by number. */
export function listCurrencies(): readonly Currency[] {
  return currencies
}

/** The currency of a wire number; 0 and unknown numbers give undefined. */
export function findCurrency(id: number): Currency | undefined {
  return byId.get(id)
}

/** The currency of an ISO 4217 code in any case. */
export function findCurrencyByCode(code: string): Currency | undefined {
  return byCode.get(code.toUpperCase())
}

/** The sign as the wire writes it: UTF-16 units in hex, '0024' for '$', '20b9' for '₹'. */
export function symbolHex(currency: Currency): string {
  return Array.from({ length: currency.symbol.length }, (_, index) =>
    currency.symbol.charCodeAt(index).toString(16).padStart(4, '0'),
  ).join(' ')
}
