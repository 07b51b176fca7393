/**
 * What words in column names mean, in the languages people's files come in: word -> concepts. A word that says two
 * things at once (`vorname`) has two.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  'email mail emails courriel correo': 'email',
  'phone tel telephone telefon fon mobile mobil handy telefono': 'phone',
  'fax telefax': 'fax',
  'number no nr num nummer numero numer nummern number': 'number',
  'id ident identifier kennung': 'id',
  'code key ref reference referenz kennzeichen schluessel kuerzel': 'code',
  'name nom nombre nome naam names namen': 'name',
  'address adresse addr anschrift direccion indirizzo adres': 'address',
  'vorname rufname firstname forename prenom givenname': 'first name',
  'nachname familienname zuname lastname surname apellido cognome': 'last name',
  'first given': 'first',
  'last family': 'last',
  'street strasse str rue calle via straat': 'street',
  'city town ort stadt ville ciudad citta wohnort': 'city',
  'zip postal postcode postleitzahl plz zipcode cp': 'postcode',
  'country land pays pais paese staat': 'country',
  'state province bundesland region': 'region',
  'date datum fecha data': 'date',
  'time zeit uhrzeit heure hora': 'time',
  'day tag jour': 'day',
  'month monat mois': 'month',
  'year jahr annee': 'year',
  'birthday birthdate dob geburtstag geburtsdatum': 'birth date',
  'birth geburts geburt': 'birth',
  'price preis prix precio': 'price',
  'amount betrag montant importe sum summe total gesamt': 'amount',
  'currency waehrung devise': 'currency',
  'quantity qty menge anzahl quantite cantidad count': 'quantity',
  'company firma organisation organization org unternehmen societe empresa': 'company',
  'customer client kunde kunden cliente cust': 'customer',
  'user benutzer usr utilisateur': 'user',
  'supplier vendor lieferant fournisseur': 'supplier',
  'order bestellung bestell auftrag commande pedido ordine': 'order',
  'invoice rechnung facture factura fattura': 'invoice',
  'product article item artikel produkt produit producto sku': 'product',
  'delivery shipping versand lieferung liefer shipment ship': 'delivery',
  'contract vertrag contrat': 'contract',
  'policy police': 'policy',
  'claim schaden': 'claim',
  'url link website webseite homepage web site': 'url',
  'comment note notes bemerkung kommentar remark notiz anmerkung': 'note',
  'description desc beschreibung bezeichnung': 'description',
  'title titel titre': 'title',
  'salutation anrede': 'salutation',
  'password passwort kennwort pwd pass': 'password',
  'status zustand': 'status',
  'type typ art kind': 'type',
  'language sprache langue lang': 'language',
};

const meanings = new Map(
  Object.entries(CONCEPTS).flatMap(([words, concepts]) =>
    words.split(' ').map((word) => [word, concepts.split(' ')] as const),
  ),
);

/** Concepts near enough to stand for each other now and then. */
const RELATED: readonly (readonly string[])[] = [
  ['number', 'id', 'code'],
  ['price', 'amount'],
];

/** Concepts that say little about a column by themselves. */
const VAGUE = new Set([
  'number',
  'id',
  'code',
  'name',
  'address',
  'type',
  'date',
  'of',
  'the',
  'der',
  'des',
  'de',
  'la',
]);
const FILLERS = new Set(['value', 'field', 'text', 'column', 'feld', 'wert', 'spalte']);

/** What a word means; itself when nothing is known about it. Compounds such as `bestellnummer` are taken apart. */
export function conceptsOf(word: string): readonly string[] {
  const known = meanings.get(word);
  if (known) return known;
  for (let at = 3; at <= word.length - 2; at++) {
    const end = meanings.get(word.slice(at));
    if (!end) continue;
    const start = word.slice(0, at);
    const meaning = meanings.get(start) ?? meanings.get(start.replace(/e?[sn]$/, ''));
    // A short ending proves little: `valid` is no `val id`.
    if (meaning) return [...meaning, ...end];
    if (word.length - at >= 4) return [start, ...end];
  }
  return [word];
}

/** How much a concept counts when names are compared. */
export function weightOf(concept: string): number {
  if (FILLERS.has(concept)) return 0.25;
  return VAGUE.has(concept) ? 0.5 : 1;
}

export function areRelated(a: string, b: string): boolean {
  return RELATED.some((group) => group.includes(a) && group.includes(b));
}
