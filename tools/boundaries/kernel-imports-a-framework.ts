// as: libs/kernel/src/x.ts
// refused by: house/imports
import { Injectable } from '@nestjs/common';

export const mark = Injectable;
