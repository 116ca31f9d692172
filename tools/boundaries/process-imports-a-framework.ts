// as: libs/process/src/x.ts
// refused by: house/imports
import { NestFactory } from '@nestjs/core';

export const factory = NestFactory;
