// Abbreviations that end in a full stop: lower case, the stop left out. A new one is one more word.

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** A name, a number or a term follows them, so a capital after them starts no sentence. */
export const leadingAbbreviations = words(`
  г гг гор г-к пос пгт дер с ст-ца хут ул пл пр просп пр-т пр-кт пр-д пер наб б-р ш мкр д корп стр кв оф эт
  обл р-н окр респ о о-в о-ва оз р вдхр м ж-д а/я им св свв преп прп блж равноап архиеп архим митр еп патр иером
  г-н г-на г-ну г-ном г-не г-жа г-жи г-же г-жу г-жой г-да гр гр-н гр-ка тов т тт проф акад доц д-р инж канд
  асп чл-корр ген ген-м ген-л полк п/п-к подп кап лейт ст мл серж ефр ряд адм п пп подп гл разд абз вып кн ч
  см ср напр рис табл фиг илл прил лл дд кк стб тел факс моб ок прим примеч ред изд сост отв зам зав нач пом
  секр чл рук реж худ комп муз англ франц исп лат греч рус польск букв спец вкл искл дет ориг устар шт сб журн
  янв фев февр апр авг сент сен окт ноя нояб дек dr mr mrs ms prof st fig vol vs gen col lt sgt rev hon gov sen rep
`);

/** They close what they belong to: a capital after them starts a sentence, a number or a small letter does not. */
export const closingAbbreviations = words(`
  г гг в вв др пр проч тыс млн млрд трлн руб р коп дол долл евр проц кг мг км м см мм га куб кв мин сек час ч сут мес
  чел шт экз л стр с ум обр барр эл сокр изд ред д т п inc ltd co corp jr sr etc
`);

/** Two letters such as `т. е.`, written `т.е`: what follows belongs to the sentence. */
export const leadingPairs = words('т.е т.к т.н т.о и.о в.о ж.д п.н м.н ф.н т.ч с.м е.в');

/** Two letters such as `т. д.`: a capital after them starts a sentence. */
export const closingPairs = words('т.д т.п н.э у.е л.с с.г т.г с.ш ю.ш в.д з.д с.х');

/** Short forms of first names of more than one letter, as in `Дж. Буш`. */
export const shortenedNames = words(
  'дж дз ал алекс бор вл влад дм евг ив ник пав серг ст вик вяч ан ант фр хр ch th ph jos wm',
);

/**
 * Words that often begin a sentence and are no surname, no place and no term,
 * so that after an initial or an abbreviation they show that the sentence ended there.
 */
export const sentenceStarters = words(`
  а без более в ведь весь во вот все всё вчера вы где да даже для до его её если ещё еще же за завтра здесь из именно
  их как когда который кроме кто к между мы на напомним например нас не нет но о об однако он она они оно от отметим
  перед по поэтому после потом при про ранее с сегодня сейчас среди так также там те теперь то тогда тот у хотя чтобы
  что эта эти это этот
`);
