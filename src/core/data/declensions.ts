/** A pattern of endings: words with the same stem and pattern are forms of one word. */
export interface Declension {
  /** Short and unique. */
  readonly name: string;
  /** What the pattern says of a person's sex, `none` if persons have no such names; absent where both sexes have. */
  readonly gender?: 'male' | 'female' | 'none';
  /** The first is the nominative. */
  readonly endings: readonly string[];
  /** Which stems have the pattern; absent for any. */
  readonly stem?: RegExp;
}

/** The patterns that names follow, written with `е` for `ё`; of those that a word may follow, the first is the likeliest. */
export const declensions: readonly Declension[] = [
  { name: 'same', endings: [''] },
  { name: 'Иран', gender: 'male', endings: ['', 'а', 'у', 'ом', 'е'], stem: /[бвгдзклмнпрстфх]$/ },
  { name: 'Буш', gender: 'male', endings: ['', 'а', 'у', 'ем', 'ом', 'е'], stem: /[жцчшщ]$/ },
  { name: 'Путин', gender: 'male', endings: ['', 'а', 'у', 'ым', 'е'], stem: /(?:[оеё]в|[иы]н)$/ },
  { name: 'Кремль', gender: 'male', endings: ['ь', 'я', 'ю', 'ем', 'е'] },
  { name: 'Китай', gender: 'male', endings: ['й', 'я', 'ю', 'ем', 'е'], stem: /[аеоуэюя]$/ },
  { name: 'Россия', endings: ['ия', 'ии', 'ию', 'ией', 'иею'] },
  { name: 'Юрий', gender: 'male', endings: ['ий', 'ия', 'ию', 'ием', 'ии', 'ие'] },
  { name: 'Павел', gender: 'male', endings: ['ел', 'ла', 'лу', 'лом', 'ле'] },
  { name: 'Песец', gender: 'male', endings: ['ец', 'ца', 'цу', 'цем', 'цом', 'це'] },
  { name: 'Пупок', gender: 'male', endings: ['ок', 'ка', 'ку', 'ком', 'ке'] },
  { name: 'Гашек', gender: 'male', endings: ['ек', 'ка', 'ку', 'ком', 'ке'] },
  { name: 'Толстой', gender: 'male', endings: ['ой', 'ого', 'ому', 'ым', 'им', 'ом'] },
  { name: 'Белый', gender: 'male', endings: ['ый', 'ого', 'ому', 'ым', 'ом'] },
  { name: 'Русский', gender: 'male', endings: ['ий', 'ого', 'ому', 'им', 'ом'], stem: /[гкх]$/ },
  { name: 'Верхний', gender: 'male', endings: ['ий', 'его', 'ему', 'им', 'ем'] },
  { name: 'Москва', endings: ['а', 'ы', 'е', 'у', 'ой', 'ою'], stem: /[бвдзлмнпрстфц]$/ },
  { name: 'Америка', endings: ['а', 'и', 'е', 'у', 'ой', 'ою', 'ей'], stem: /[гжкхчшщ]$/ },
  { name: 'Ница', endings: ['а', 'ы', 'е', 'у', 'ей', 'ею'], stem: /ц$/ },
  { name: 'Чечня', endings: ['я', 'и', 'е', 'ю', 'ей', 'ею'] },
  { name: 'Сибирь', endings: ['ь', 'и', 'ью'] },
  { name: 'Захарова', gender: 'female', endings: ['а', 'ой', 'у', 'ою'], stem: /(?:[оеё]в|[иы]н)$/ },
  { name: 'Яровая', gender: 'female', endings: ['ая', 'ой', 'ую', 'ою'] },
  { name: 'Рабочая', gender: 'female', endings: ['ая', 'ей', 'ую', 'ею'] },
  { name: 'Верхняя', gender: 'female', endings: ['яя', 'ей', 'юю', 'ею'] },
  { name: 'Косово', gender: 'none', endings: ['о', 'а', 'у', 'ом', 'е', 'ым'] },
  { name: 'Поле', gender: 'none', endings: ['е', 'я', 'ю', 'ем'] },
  { name: 'Содружество', gender: 'none', endings: ['ие', 'ия', 'ию', 'ием', 'ии'] },
  { name: 'Черное', gender: 'none', endings: ['ое', 'ого', 'ому', 'ым', 'им', 'ом'] },
  { name: 'Среднее', gender: 'none', endings: ['ее', 'его', 'ему', 'им', 'ем'] },
  { name: 'Красные', gender: 'none', endings: ['ые', 'ых', 'ым', 'ыми'] },
  { name: 'Балтийские', gender: 'none', endings: ['ие', 'их', 'им', 'ими'] },
  { name: 'Штаты', gender: 'none', endings: ['ы', 'ов', 'ам', 'ами', 'ах'] },
  { name: 'Страны', gender: 'none', endings: ['ы', '', 'ам', 'ами', 'ах'] },
  { name: 'Силы', gender: 'none', endings: ['и', '', 'ам', 'ами', 'ах'] },
  { name: 'Курды', gender: 'none', endings: ['и', 'ов', 'ам', 'ами', 'ах'] },
  { name: 'Нации', gender: 'none', endings: ['и', 'ей', 'ям', 'ями', 'ях'] },
  { name: 'Земли', gender: 'none', endings: ['ии', 'ий', 'иям', 'иями', 'иях'] },
  { name: 'Острова', gender: 'none', endings: ['а', 'ов', 'ам', 'ами', 'ах'] },
  { name: 'Войска', gender: 'none', endings: ['а', '', 'ам', 'ами', 'ах'] },
];
