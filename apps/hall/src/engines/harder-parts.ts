/**
 * A graph that asks more of an engine than ours does: interfaces, unions, several keys and keys of several fields,
 * hidden keys, lists of lists, nulls and errors where they hurt.
 */
import { GraphQLError } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable",
  "@inaccessible"])`;

const works = `${LINK}
enum Unit { MM INCH }
enum Genre { LAW NOVEL }
interface Node { id: ID! }
interface Work implements Node @key(fields: "id") { id: ID! title: String }
union Thing = Book | Film | Reader
type Book implements Work & Node @key(fields: "id") @key(fields: "isbn") {
  id: ID! isbn: ID! @inaccessible title: String pages: Int size(unit: Unit = MM): Float weight(net: Boolean): Int
  sequel: Book genre: Genre tags: [String!] slow: String! copies: [Copy!] }
type Film implements Work & Node @key(fields: "id") { id: ID! title: String minutes: Int! basedOn: Book }
type Reader @key(fields: "name") { name: String! }
type Shelf @shareable { code: String! }
type Copy @key(fields: "shelf { code } number") { shelf: Shelf! number: Int! }
input Filter { genre: Genre words: [String!] not: Filter }
type Query {
  works(first: Int = 3, filter: Filter): [Work!]! work(id: ID!): Work node(id: ID!): Node things: [[Thing]]
  strict(id: ID!): Book! book(id: ID!): Book }`;

const reviews = `${LINK}
union Thing = Book | Film | Reader
type Book @key(fields: "id") { id: ID! reviews(least: Int = 0): [Review!] }
type Film @key(fields: "id") { id: ID! reviews(least: Int = 0): [Review!]! }
type Reader @key(fields: "name") { name: String! wrote: [Review] }
type Review @key(fields: "id") { id: ID! stars: Int! text: String by: Reader! about: Thing book: Book }
type Query { reviews: [Review!] latest: Review! }`;

const readers = `${LINK}
type Reader @key(fields: "name") { name: String! born: Int! friends: [Reader!]! favourite: Book likes: [Liked] }
union Liked = Book | Shelf
type Shelf @shareable { code: String! }
type Book @key(fields: "isbn", resolvable: false) { isbn: ID! @inaccessible }
type Query { reader(name: String!): Reader readers(names: [String!]!): [Reader]! }`;

const ratings = `${LINK}
interface Rated { rating: Int }
type Book implements Rated @key(fields: "isbn") { isbn: ID! @inaccessible rating: Int votes: Int! }
type Film implements Rated @key(fields: "id") { id: ID! rating: Int votes: Int! }
type Shelf @shareable { code: String! }
type Copy @key(fields: "shelf { code } number") { shelf: Shelf! number: Int! lentTo: Reader state: String! }
type Reader @key(fields: "name", resolvable: false) { name: String! }
type Query { copy: Copy }`;

export type Found = Record<string, any>;
const num = (id: unknown): number => [...String(id)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
const fails = (id: unknown, every: number): void => {
  if (num(id) % every === 0) throw new GraphQLError('out of print', { extensions: { code: 'OUT_OF_PRINT', id } });
};
const book = (n: number): Found => ({ __typename: 'Book', id: `b${n % 7}`, isbn: `i${n % 7}` });
const film = (n: number): Found => ({ __typename: 'Film', id: `f${n % 5}` });
const reader = (n: number): Found => ({ __typename: 'Reader', name: `r${n % 6}` });
const thing = (n: number): Found => [book, film, reader][n % 3]!(n);
export const byId = (id: string): Found | null => {
  const n = Number(id?.slice(1));
  return /^b[0-6]$/.test(id) ? book(n) : /^f[0-4]$/.test(id) ? film(n) : null;
};
const many = <T>(n: number, make: (n: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
const byType = { __resolveType: ({ __typename }: Found) => __typename };
const review = (n: number): Found => ({ id: `v${n % 11}` });

const ofWorks: Found = {
  Query: {
    works: (_: unknown, { first }: Found) => many(Math.max(0, first ?? 2), thing).filter(({ id }) => id),
    work: (_: unknown, { id }: Found) => byId(id),
    node: (_: unknown, { id }: Found) => byId(id),
    book: (_: unknown, { id }: Found) => (byId(id)?.['isbn'] ? byId(id) : null),
    strict: (_: unknown, { id }: Found) => (byId(id)?.['isbn'] ? byId(id) : null),
    things: () => [many(3, thing), null, [null, thing(4)], []],
  },
  Node: byType,
  Work: byType,
  Thing: byType,
  Book: {
    __resolveReference: ({ id, isbn }: Found) => byId(id ?? `b${String(isbn).slice(1)}`),
    title: ({ id }: Found) => (num(id) % 4 ? `book ${id}` : null),
    pages: ({ id }: Found) => num(id),
    size: ({ id }: Found, { unit }: Found) => (fails(id, 3), unit === 'MM' ? 210 : 8.25),
    weight: ({ id }: Found, { net }: Found) => num(id) + (net ? 0 : 999),
    sequel: ({ id }: Found) => (num(id) % 3 ? book(num(id) + 1) : null),
    genre: ({ id }: Found) => (num(id) % 2 ? 'LAW' : 'NOVEL'),
    tags: ({ id }: Found) => ['a', id],
    slow: ({ id }: Found) => (num(id) % 5 ? 'slow' : null),
    copies: ({ id }: Found) => many(num(id) % 3, (n) => ({ shelf: { code: `s${id}` }, number: n })),
  },
  Film: {
    __resolveReference: ({ id }: Found) => byId(id),
    title: ({ id }: Found) => `film ${id}`,
    minutes: ({ id }: Found) => (fails(id, 4), num(id)),
    basedOn: ({ id }: Found) => book(num(id)),
  },
  Copy: { __resolveReference: (known: Found) => known },
};

const ofReviews: Found = {
  Query: { reviews: () => many(5, review), latest: () => review(3) },
  Thing: byType,
  Book: {
    reviews: ({ id }: Found, { least }: Found) => (fails(id, 5), many(num(id) % 3, (n) => review(n + (least ?? 0)))),
  },
  Film: { reviews: ({ id }: Found) => (num(id) % 2 ? null : [review(num(id))]) },
  Reader: { wrote: ({ name }: Found) => [review(num(name)), null] },
  Review: {
    __resolveReference: (known: Found) => known,
    stars: ({ id }: Found) => num(id) % 6,
    text: ({ id }: Found) => (fails(id, 6), `text ${id}`),
    by: ({ id }: Found) => reader(num(id)),
    about: ({ id }: Found) => thing(num(id)),
    book: ({ id }: Found) => book(num(id)),
  },
};

const ofReaders: Found = {
  Query: {
    reader: (_: unknown, { name }: Found) => (/^r[0-5]$/.test(name) ? { name } : null),
    readers: (_: unknown, { names }: Found) => names.map((name: string) => (name ? { name } : null)),
  },
  Reader: {
    __resolveReference: (known: Found) => known,
    born: ({ name }: Found) => (num(name) % 7 ? 1950 + num(name) : null),
    friends: ({ name }: Found) => many(num(name) % 3, (n) => reader(num(name) + n + 1)),
    favourite: ({ name }: Found) => (num(name) % 2 ? book(num(name)) : null),
    likes: ({ name }: Found) => [book(num(name) + 1), { __typename: 'Shelf', code: 'liked' }],
  },
  Liked: byType,
};

/** A book comes by its other number here. */
const rated = {
  __resolveReference: ({ id, isbn }: Found) => ({ id: id ?? `b${String(isbn).slice(1)}` }),
  rating: ({ id }: Found) => (fails(id, 7), num(id) % 10),
  votes: ({ id }: Found) => (num(id) % 11 ? num(id) : null),
};

const ofRatings: Found = {
  Query: { copy: () => ({ shelf: { code: 's1' }, number: 1 }) },
  Rated: byType,
  Book: rated,
  Film: rated,
  Copy: {
    __resolveReference: (known: Found) => known,
    lentTo: ({ number }: Found) => (number === 1 ? reader(number) : null),
    state: ({ number }: Found) => (number === 0 ? null : 'worn'),
  },
};

export const parts = {
  works: [works, ofWorks],
  reviews: [reviews, ofReviews],
  readers: [readers, ofReaders],
  ratings: [ratings, ofRatings],
} as const;

/** Arguments that find something. */
export const known = {
  id: [...many(7, (n) => `b${n}`), ...many(5, (n) => `f${n}`)],
  name: many(6, (n) => `r${n}`),
  names: ['r1', 'r2', 'r3', ''],
};
