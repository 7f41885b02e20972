import { comparisons, textFunctions } from './expression.js';
import type { Comparison, Expression, TextFunction } from './expression.js';
import { tokensOf } from './lexer.js';
import type { Token } from './lexer.js';
import { ODataError } from './shape.js';

/** Recursive descent, weakest binding first: or, and, not, comparison, operand. */
class FilterParser {
  private at = 0;
  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
  ) {}

  whole(): Expression {
    const expression = this.or();
    if (this.peek().kind !== 'end') throw this.unexpected();
    return expression;
  }

  private or(): Expression {
    let left = this.and();
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): Expression {
    let left = this.not();
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.not() };
    return left;
  }

  private not(): Expression {
    return this.takeWord('not') ? { kind: 'not', operand: this.not() } : this.comparison();
  }

  private comparison(): Expression {
    const left = this.operand();
    const operator = this.peek().text.toLowerCase() as Comparison;
    if (this.peek().kind !== 'name' || !comparisons.includes(operator)) return left;
    this.take();
    return { kind: 'compare', operator, left, right: this.operand() };
  }

  private operand(): Expression {
    if (this.takeMark('(')) {
      const inner = this.or();
      this.expectMark(')');
      return inner;
    }
    const token = this.take();
    if (token.kind === 'name') return this.named(token.text);
    if (token.kind === 'number') return { kind: 'literal', type: 'number', value: Number(token.text) };
    if (token.kind === 'punctuation' || token.kind === 'end') throw this.unexpected(token);
    return { kind: 'literal', type: token.kind, value: token.text };
  }

  private named(word: string): Expression {
    if (word === 'null') return { kind: 'literal', type: 'null', value: null };
    if (word === 'true' || word === 'false') return { kind: 'literal', type: 'boolean', value: word === 'true' };
    if (this.takeMark('(')) return this.call(word.toLowerCase() as TextFunction);
    const segments = [word];
    while (this.takeMark('/')) {
      const next = this.take();
      if (next.kind !== 'name') throw this.unexpected(next);
      if (next.text.toLowerCase() === 'any' && this.takeMark('(')) return this.any(segments);
      segments.push(next.text);
    }
    return { kind: 'path', segments };
  }

  private any(path: string[]): Expression {
    if (this.takeMark(')')) return { kind: 'any', path, variable: '' };
    const variable = this.take().text;
    this.expectMark(':');
    const where = this.or();
    this.expectMark(')');
    return { kind: 'any', path, variable, where };
  }

  private call(name: TextFunction): Expression {
    if (!textFunctions.includes(name)) throw new ODataError(`An unknown function with name '${name}' was found.`);
    const left = this.operand();
    this.expectMark(',');
    const right = this.operand();
    this.expectMark(')');
    return { kind: 'call', name, left, right };
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private take(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    const found = this.peek().kind === 'name' && this.peek().text.toLowerCase() === word;
    if (found) this.at += 1;
    return found;
  }

  private takeMark(mark: string): boolean {
    const found = this.peek().kind === 'punctuation' && this.peek().text === mark;
    if (found) this.at += 1;
    return found;
  }

  private expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw this.unexpected();
  }

  private unexpected(token = this.peek()): ODataError {
    return new ODataError(`Syntax error near '${token.text}' in '${this.source}'.`);
  }
}

/** Reads a `$filter`: `eq ne gt ge lt le and or not ()`, `any()`, text functions. Throws `ODataError`. */
export const parseFilter = (source: string): Expression => new FilterParser(source, tokensOf(source)).whole();
