/**
 * Text of a file as it is stored: Unicode NFKC (full-width letters and digits become plain),
 * control and zero-width characters dropped, blanks of any kind collapsed to one, ends trimmed.
 */
export function cleanText(text: string): string {
  // Visible ASCII alone is clean: numbers and codes of imports, by the million.
  if (/^[!-~]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * The pieces of two characters by which a Chinese name is searched: clean, lower case, without
 * blanks and punctuation, each piece once: '张三丰' → ['张三', '三丰']. A single character is its own
 * piece. A query is cut the same way; every one of its pieces must be among the name's.
 */
export function twoCharacterPieces(name: string): readonly string[] {
  const characters = [
    ...cleanText(name)
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}]/gu, ''),
  ];
  if (characters.length < 2) return characters;
  const pieces = new Set<string>();
  characters.slice(1).forEach((character, at) => pieces.add(`${characters[at]}${character}`));
  return [...pieces];
}
