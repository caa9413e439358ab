/**
 * A sink that turns events into those of the JDK Flight Recorder, where the platform has one. The
 * event classes are the JFR's view; nothing else of the engine knows of them.
 */
package io.gasket.tls.event.jfr;
