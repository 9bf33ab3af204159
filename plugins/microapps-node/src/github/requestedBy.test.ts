import {
  escapeMarkdown,
  readRequestedBy,
  requestedByLine,
} from './requestedBy';

describe('requestedBy', () => {
  it.each([
    'Ana Lopes',
    'Zoë *Bold* <b>',
    'A [link](https://x.example)',
    '@team',
    'a\\b',
  ])('reads %j back as it was written', name => {
    expect(readRequestedBy(`Text.\r\n\r\n${requestedByLine(name)}\r\n`)).toBe(
      name,
    );
  });

  it('keeps a name on its line', () => {
    expect(readRequestedBy(requestedByLine('Eve\nRequested-by: Sam'))).toBe(
      'Eve Requested-by: Sam',
    );
  });

  it.each([undefined, null, '', 'Just a text.'])('finds nobody in %j', body => {
    expect(readRequestedBy(body)).toBeUndefined();
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['a | b', 'a \\| b'],
    ['see #1', 'see \\#1'],
    ['two\nlines', 'two lines'],
    ['@all', '@\u2060all'],
  ])('makes %j plain', (text, plain) => {
    expect(escapeMarkdown(text)).toBe(plain);
  });
});
