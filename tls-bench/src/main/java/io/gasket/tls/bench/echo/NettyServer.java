package io.gasket.tls.bench.echo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;

/** Netty with one event loop, and its SslHandler over any of its engines. */
final class NettyServer implements EchoServer {
  private static final int BACKLOG = 1_024;

  private final int port;

  /**
   * @param epoll instead of NIO
   */
  NettyServer(boolean epoll, SslContext context, Counts counts) {
    EventLoopGroup loop = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel listening =
        new ServerBootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(context.newHandler(channel.alloc()), new Echo(counts));
                  }
                })
            .bind(0)
            .syncUninterruptibly()
            .channel();
    this.port = ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public int port() {
    return port;
  }

  /** Sends back, and flushes once for all that one read brought. */
  private static final class Echo extends ChannelInboundHandlerAdapter {
    private final Counts counts;

    Echo(Counts counts) {
      this.counts = counts;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      counts.opened();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      counts.closed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
        counts.shaken();
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      int bytes = ((ByteBuf) message).readableBytes();
      counts.read(bytes);
      counts.written(bytes);
      // A failure of this promise comes to exceptionCaught.
      ChannelFuture unused = context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
      counts.failed(why);
      ChannelFuture unused = context.close();
    }
  }
}
