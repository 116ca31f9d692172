// as: apps/court/src/filing/filing.resolver.ts
// refused by: no-restricted-syntax
import { Resolver } from '@nestjs/graphql';

@Resolver('Filing')
export class FilingResolver {}
