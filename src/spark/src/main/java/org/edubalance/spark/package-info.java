/**
 * The analyses over tables that no single machine holds, on Apache Spark: {@code density}, {@code score}, {@code balance}
 * and {@code assess}, with the kernels and formulas of the core and results equal to those of one machine.
 */
package org.edubalance.spark;
