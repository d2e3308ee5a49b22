/**
 * What a host does with orders: numbers, lists, shipping, refunds, packing slips, export. Every
 * query asks for the shop of who asks. Virtual threads.
 */
@NullMarked
package live.vitrine.web.order.desk;

import org.jspecify.annotations.NullMarked;
